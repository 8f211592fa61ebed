import 'server-only'
import { env } from './env'
import { processState } from './process-state'

/**
 * Ends this process at the points that `CRASH_AT` names (several with commas between), as a power cut would: no handler runs and nothing is
 * written any more. A run that comes to one of them first waits there until the others have come to theirs. Refused at start unless
 * `APP_URL` is loopback.
 */
export function checkpoint(name: string): void | Promise<void> {
  const { CRASH_AT } = env()
  if (CRASH_AT === undefined) return
  const named = CRASH_AT.split(',')
  if (!named.includes(name)) return
  const reached = processState('crash-points', () => new Set<string>())
  reached.add(name)
  if (named.every((one) => reached.has(one))) process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}
