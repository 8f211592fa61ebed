import 'server-only'
import { env } from './env'

/**
 * Ends this process at the point that `CRASH_AT` names, as a power cut would: no handler runs and nothing is written any more. Refused at
 * start unless `APP_URL` is loopback.
 */
export function checkpoint(name: string): void {
  if (env().CRASH_AT === name) process.kill(process.pid, 'SIGKILL')
}
