import 'server-only'
import { hostname } from 'node:os'
import { processState } from './process-state'

/** Names this process among all consoles on the same database. */
export function ownName(): string {
  return processState('job-owner', () => `${hostname()}/${process.pid}/${Date.now().toString(36)}`)
}
