import 'server-only'
import { etagOf } from '@/lib/est/etag'
import type { EntityOf, Resource } from '@/lib/resources/define'

type Values = Record<string, unknown>

const firstLookMs = 100

/** What became of a write, and what another writer had put there in the meantime, by field. */
export interface Witnessed<R extends Resource> {
  saved: EntityOf<R>
  overwritten: Values
}

/**
 * Runs a write that nothing can make conditional and looks at the object while the write takes long: what another writer puts there
 * in the meantime is gone once our PUT has been carried out, so it can be seen only before. The looks become rarer, and the last one
 * is given up when the write has ended.
 */
export async function witnessed<R extends Resource>(
  resource: R,
  before: EntityOf<R>,
  wanted: EntityOf<R>,
  write: () => Promise<EntityOf<R>>,
  read: (signal: AbortSignal) => Promise<EntityOf<R>>,
): Promise<Witnessed<R>> {
  const ended = new AbortController()
  const overwritten: Values = {}
  let timer: NodeJS.Timeout | undefined
  const lookAfter = (ms: number) => {
    timer = setTimeout(() => void look().then(() => ended.signal.aborted || lookAfter(ms * 2)), ms)
  }
  const look = async () => {
    const seen = await read(ended.signal).catch(() => undefined)
    // Once the answer is here, what is there may be a change made after ours, which overwrote nothing.
    if (seen && !ended.signal.aborted)
      Object.assign(overwritten, foreignFields(resource, before, wanted, seen))
  }
  lookAfter(firstLookMs)
  try {
    return { saved: await write(), overwritten }
  } finally {
    ended.abort()
    clearTimeout(timer)
  }
}

/**
 * The fields of `seen` that are neither as they were nor as they are to become: somebody else has written them. The items of a list
 * count one by one, because a list may be on its way from one to the other.
 */
export function foreignFields(resource: Resource, before: Values, wanted: Values, seen: Values): Values {
  const same = (name: string, one: unknown, other: unknown) =>
    etagOf(resource, { [name]: one }) === etagOf(resource, { [name]: other })
  const isForeign = (name: string) => {
    const [old, next, now] = [before[name], wanted[name], seen[name]]
    if (same(name, now, old) || same(name, now, next)) return false
    if (!Array.isArray(old) || !Array.isArray(next) || !Array.isArray(now)) return true
    const has = (list: readonly unknown[], item: unknown) => list.some((one) => same(name, [one], [item]))
    return (
      now.some((item) => !has(old, item) && !has(next, item)) ||
      old.some((item) => has(next, item) && !has(now, item))
    )
  }
  const names = new Set([...Object.keys(before), ...Object.keys(seen)])
  return Object.fromEntries([...names].filter(isForeign).map((name) => [name, seen[name]]))
}
