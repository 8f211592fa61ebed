import type { ServiceContext } from './context'

/** Makes calls over the last 30 days for the trunks and numbers of the project; gives how many. */
export async function seedCalls(context: ServiceContext, count: number): Promise<number> {
  void context
  void count
  return 0
}
