import { generateCalls } from './calls/generate'
import type { CallScene } from './calls/make-call'
import type { ServiceContext } from './context'

/** Makes calls over the last 30 days for the trunks and numbers of the project; gives how many. */
export async function seedCalls(context: ServiceContext, count: number): Promise<number> {
  const { projectId, database } = context
  const known = database.prepare<[], { n: number }>('select count(*) as n from calls').get()?.n ?? 0
  // Another seed each time: a second seeding must not repeat the call ids of the first.
  return generateCalls(context, { ...sceneOf(context), projectId, count, seed: 4010 + known })
}

/** The trunks and numbers that calls run between: the first few, which a person knows by name. */
export function sceneOf({ store, projectId }: ServiceContext): CallScene {
  const project = { project: projectId }
  return {
    trunks: store.list('trunks', project, 20, 0).map(({ id, fields }) => ({
      id,
      name: String(fields.name),
      domain: `${String(fields.domainLabel)}.pstn.sinch.com`,
    })),
    numbers: store.list('phoneNumbers', project, 200, 0).map(({ parent, fields }) => ({
      phoneNumber: String(fields.phoneNumber),
      sipTrunkId: parent,
      countryCode: typeof fields.countryCode === 'string' ? fields.countryCode : undefined,
    })),
  }
}
