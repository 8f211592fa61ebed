import 'server-only'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import type { EntityOf } from '@/lib/resources/define'
import { lintRanges, worstFinding, type Finding } from '@/lib/rules/cidr-lint'
import type { Rows } from './list-answer'
import type { StoredProject } from './projects'
import { after, type Soon } from './soon'
import { readTrunkNames } from './trunk-names'

type AccessControlList = EntityOf<typeof accessControlLists>

/** What a row of an access control list shows beside the list. */
export interface AccessControlListJoin {
  /** The trunks that use it, by name; null where the trunks could not be read. */
  usedBy: { id: string; name: string }[] | null
  /** The worst that the linter finds among its ranges. */
  worst: Finding | null
}

// The lists are there already; names of trunks that take longer are left out this once.
const patienceMs = 4_000

/** Joins access control lists with the names of the trunks that use them and with what the linter finds. */
export function joinAccessControlLists(project: StoredProject): Soon<Rows<AccessControlList>> {
  return after(readTrunkNames(project, patienceMs), (names) => ({
    from: [names],
    row: (list): AccessControlListJoin => ({
      usedBy: names && list.trunks.map((id) => ({ id, name: names.get(id) ?? id })),
      worst: worstOf(list),
    }),
  }))
}

// What was found once answers for as long as the list it came from is held.
const linted = new WeakMap<object, Finding | null>()

/** The worst that the linter finds in a list, looked for once as long as the list is held. */
export function worstOf(list: AccessControlList): Finding | null {
  const before = linted.get(list)
  if (before !== undefined) return before
  const ranges = list.ipRanges.map(({ ipAddress, range }) => ({ ipAddress, range: range ?? 32 }))
  const worst = worstFinding(lintRanges(ranges).findings) ?? null
  linted.set(list, worst)
  return worst
}
