import 'server-only'
import type { ServedSnapshot } from './collections'
import { processState } from './process-state'
import type { Soon } from './soon'

interface Known {
  figure: unknown
  readAt: number
}

/** One figure of the overview, and how far it can be relied upon. */
export interface OverviewPart<Figure> {
  figure: Figure | null
  readAt: number | null
  /** It is being read still: the figure is the one before, or none. */
  late: boolean
  stale: boolean
  staleReason?: string
}

// With a last good figure nobody waits for a vendor that hangs; the first time they wait for longer than an answer takes.
const patienceMs = 500
const firstPatienceMs = 5_000
const tooOldMs = 60_000
const keptParts = 700
const lateReason = 'Sinch has not answered yet; the console goes on asking.'

function lastParts(): Map<string, Known> {
  return processState('overview-parts', () => new Map<string, Known>())
}

/** A figure from a collection: the new one when it comes soon, else the last good one, while the reading goes on for the next who asks. */
export async function readPart<Item, Figure>(
  key: string,
  reading: Soon<ServedSnapshot<Item>>,
  figure: (snapshot: ServedSnapshot<Item>) => Figure,
): Promise<OverviewPart<Figure>> {
  const known = lastParts().get(key)
  const last = known && { ...known, figure: known.figure as Figure } // the key names the figure
  const settled = settledPart(key, reading, figure)
  if (!(reading instanceof Promise)) return await settled
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<OverviewPart<Figure>>((resolve) => {
    timer = setTimeout(() => resolve(latePart(last)), last ? patienceMs : firstPatienceMs)
  })
  try {
    return await Promise.race([settled, late])
  } finally {
    clearTimeout(timer)
  }
}

async function settledPart<Item, Figure>(
  key: string,
  reading: Soon<ServedSnapshot<Item>>,
  figure: (snapshot: ServedSnapshot<Item>) => Figure,
): Promise<OverviewPart<Figure>> {
  try {
    const snapshot = await reading
    const { readAt, stale, staleReason } = snapshot
    const value = figure(snapshot)
    keep(key, { figure: value, readAt })
    return { figure: value, readAt, late: false, stale, staleReason }
  } catch (error) {
    const staleReason = error instanceof Error ? error.message : undefined
    return { figure: null, readAt: null, late: false, stale: true, staleReason }
  }
}

function latePart<Figure>(last: { figure: Figure; readAt: number } | undefined): OverviewPart<Figure> {
  const isOld = !last || Date.now() - last.readAt > tooOldMs
  return {
    figure: last?.figure ?? null,
    readAt: last?.readAt ?? null,
    late: true,
    stale: isOld,
    staleReason: isOld ? lateReason : undefined,
  }
}

function keep(key: string, known: Known): void {
  const parts = lastParts()
  parts.delete(key)
  parts.set(key, known)
  const oldest = parts.size > keptParts ? parts.keys().next().value : undefined
  if (oldest !== undefined) parts.delete(oldest)
}
