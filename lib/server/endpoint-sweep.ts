import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { ApiError } from '@/lib/errors'
import type { EntityOf } from '@/lib/resources/define'
import { endpoints } from '@/lib/resources/endpoints'
import { trunks } from '@/lib/resources/trunks'
import { projectKey } from './collections'
import { env } from './env'
import { log } from './log'
import { processState } from './process-state'
import { findProject, type StoredProject } from './projects'
import { lastSnapshot, readResource } from './resource-lists'
import { estClient } from './upstream'

type Endpoint = EntityOf<typeof endpoints>

/** What is known of the endpoints of one trunk, kept small: there may be ten thousand of them. */
export interface ExaminedTrunk {
  total: number
  enabled: number
  /** Enabled static endpoints: their addresses may send outbound calls too. */
  enabledStatic: number
  /** Endpoints that wait for a PBX to register. */
  registered: { id: string; name: string; username: string; enabled: boolean }[]
  /** Milliseconds since the epoch. */
  readAt: number
}

interface Sweep {
  trunks: Map<string, ExaminedTrunk>
  /** Trunks whose endpoints were written since they were read. */
  due: Set<string>
  /** When the endpoints of a trunk could not be read. */
  failedAt: Map<string, number>
  wantedUntil: number
  running: boolean
  version: number
}

// Nobody looks: nobody needs to know. Whoever looks again finds what was read so far, with its age.
const wantedForMs = 3 * 60_000
const readAgainAfterMs = 15 * 60_000
const retryAfterMs = 60_000
const afterFailureMs = 5_000
const idleMs = 1_000

function sweepOf(project: StoredProject): Sweep {
  const sweeps = processState('endpoint-sweeps', () => new Map<string, Sweep>())
  const key = projectKey(project)
  const known = sweeps.get(key)
  if (known) return known
  // What an earlier key of this project was allowed to read goes with that key.
  for (const other of sweeps.keys()) if (other.startsWith(`${project.id}@`)) sweeps.delete(other)
  const sweep = {
    trunks: new Map(),
    due: new Set<string>(),
    failedAt: new Map(),
    wantedUntil: 0,
    running: false,
  }
  sweeps.set(key, { ...sweep, version: 0 })
  return sweepOf(project)
}

/** What is known so far of the endpoints of each trunk, by trunk id; `version` changes with it. EST cannot list the endpoints of all trunks, so this grows slowly. */
export function examinedTrunks(project: StoredProject): {
  readonly trunks: ReadonlyMap<string, ExaminedTrunk>
  readonly version: number
} {
  return sweepOf(project)
}

/** Tells which trunks are known to have endpoints that register with any of these users, and of which trunks that is not known yet. */
export function trunksRegistering(project: StoredProject) {
  return async (users: ReadonlySet<string>) => {
    keepExamining(project)
    const { items } = await readResource(project, trunks, {})
    const { trunks: examined, due } = sweepOf(project)
    const isKnown = ({ id }: { id: string }) =>
      examined.get(id)?.registered.some(({ username }) => users.has(username))
    return {
      known: items.filter(isKnown),
      unexamined: items.filter(({ id }) => !examined.has(id) || due.has(id)),
    }
  }
}

/** Has the endpoints of a trunk read again soon, because they were written. */
export function endpointsChanged(project: StoredProject, trunkId: string): void {
  sweepOf(project).due.add(trunkId)
}

/**
 * Somebody looks at what depends on the endpoints of all trunks: goes on reading them for some minutes, one trunk after another and no
 * faster than `SWEEP_CALLS_PER_SECOND`, those that were never read first. What people ask the vendor for goes before it.
 */
export function keepExamining(project: StoredProject): void {
  const sweep = sweepOf(project)
  sweep.wantedUntil = Date.now() + wantedForMs
  if (sweep.running || env().SWEEP_CALLS_PER_SECOND === 0) return
  sweep.running = true
  void examineAll(project, sweep)
    .catch((error: unknown) => log().info({ projectId: project.id, err: error }, 'endpoint sweep stopped'))
    .finally(() => {
      sweep.running = false
    })
}

// Reading ahead must not keep the process alive.
const pause = (ms: number) => delay(ms, undefined, { ref: false })

async function examineAll(project: StoredProject, sweep: Sweep): Promise<void> {
  const pauseMs = 1000 / env().SWEEP_CALLS_PER_SECOND
  while (Date.now() < sweep.wantedUntil) {
    await pause(pauseMs)
    // Removed meanwhile, or its key replaced: the next who looks begins a sweep of its own.
    const { sealedSecret } = await findProject(project.id)
    if (sealedSecret !== project.sealedSecret) return
    const trunkId = nextTrunk(project, sweep)
    if (trunkId === undefined) await pause(idleMs)
    else if (!(await examine(project, sweep, trunkId))) await pause(afterFailureMs)
  }
}

/** The trunk whose endpoints are most worth reading now; trunks that are gone are forgotten on the way. */
function nextTrunk(project: StoredProject, sweep: Sweep): string | undefined {
  // Whoever looks keeps the list of trunks fresh; reading it here as well would cost more calls than the endpoints do.
  const items = lastSnapshot(project, trunks, {})?.items ?? []
  if (sweep.trunks.size > items.length) {
    const there = new Set(items.map(({ id }) => id))
    for (const id of sweep.trunks.keys()) if (!there.has(id)) sweep.trunks.delete(id)
  }
  const now = Date.now()
  let oldest: { id: string; readAt: number } | undefined
  for (const { id } of items) {
    if (now - (sweep.failedAt.get(id) ?? 0) < retryAfterMs) continue
    const known = sweep.trunks.get(id)
    if (!known || sweep.due.has(id)) return id
    if (known.readAt < now - readAgainAfterMs && known.readAt < (oldest?.readAt ?? Infinity))
      oldest = { id, readAt: known.readAt }
  }
  return oldest?.id
}

/** Reads the endpoints of one trunk; false when it is the vendor that cannot be asked, and not this trunk. */
async function examine(project: StoredProject, sweep: Sweep, trunkId: string): Promise<boolean> {
  const startedAt = Date.now()
  const wasDue = sweep.due.delete(trunkId)
  try {
    const client = (await estClient(project)).inBackground()
    const { items } = await client.collect(endpoints, { trunkId })
    sweep.failedAt.delete(trunkId)
    sweep.trunks.set(trunkId, summaryOf(items, startedAt))
    sweep.version += 1
    return true
  } catch (error) {
    log().debug({ projectId: project.id, trunkId, err: error }, 'endpoints of a trunk could not be read')
    // One trunk that cannot be read must not hold up the others, and what was written there must not be forgotten.
    sweep.failedAt.set(trunkId, startedAt)
    if (wasDue) sweep.due.add(trunkId)
    return error instanceof ApiError && error.code === 'not_found'
  }
}

function summaryOf(items: readonly Endpoint[], readAt: number): ExaminedTrunk {
  const enabled = items.filter((endpoint) => endpoint.enabled)
  const registered = items
    .filter(({ isRegistered }) => isRegistered)
    .map((one) => ({ id: one.id, name: one.name, username: one.credentialUsername, enabled: one.enabled }))
  return {
    total: items.length,
    enabled: enabled.length,
    enabledStatic: enabled.filter(({ isRegistered }) => !isRegistered).length,
    registered,
    readAt,
  }
}
