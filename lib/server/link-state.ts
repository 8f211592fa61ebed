import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError } from '@/lib/errors'
import { trunks } from '@/lib/resources/trunks'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import { estClient } from './upstream'

// A vendor that hangs must not keep the page from saying so.
const patienceMs = 1_000

/**
 * How the last calls to the vendor went. Asking also reads the trunk list when its copy is old: that is what notices that the vendor
 * is back without anyone pressing a key.
 */
export async function readLinkState(project: StoredProject) {
  try {
    const client = await estClient(project)
    const reading = Promise.resolve(readResource(project, trunks, {})).catch(() => undefined)
    await Promise.race([reading, sleep(patienceMs, undefined, { ref: false })])
    const { state, since, lastSuccessAt, message } = client.health()
    return { state, since: isoTime(since), lastSuccessAt: isoTime(lastSuccessAt), message }
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'upstream_rejected_credentials') throw error
    return { state: 'key_rejected' as const, since: null, lastSuccessAt: null, message: error.message }
  }
}

function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}
