import type { RangeElsewhere } from '@/lib/rules/cidr-lint'
import { cidrOf, type AccessControlList, type ListRow } from './list-row'

/** What the other lists say about one of them: the names of trunks, and the ranges that its own trunks let in as well. */
export function besideList(
  list: AccessControlList | undefined,
  lists: readonly ListRow[] | undefined,
): { trunkNames: ReadonlyMap<string, string>; ranges: RangeElsewhere[] } {
  const trunkNames = new Map(
    (lists ?? []).flatMap(({ usedBy }) => usedBy ?? []).map(({ id, name }) => [id, name]),
  )
  const own = new Set(list?.trunks)
  const ranges = (lists ?? []).flatMap((other) => {
    const shared = other.id === list?.id ? undefined : other.trunks.find((id) => own.has(id))
    // A list that is off lets nobody in, so it overlaps with nothing.
    if (shared === undefined || !other.enabled) return []
    const trunk = trunkNames.get(shared) ?? shared
    return other.ipRanges.map((range) => ({ ...cidrOf(range), list: other.name, trunk }))
  })
  return { trunkNames, ranges }
}
