import type { Tagged } from '@/lib/client/queries'
import type { accessControlLists, ipRanges } from '@/lib/resources/access-control-lists'
import type { EntityOf } from '@/lib/resources/define'
import type { Cidr } from '@/lib/rules/cidr'
import type { Finding } from '@/lib/rules/cidr-lint'

/** By what the list of access control lists can be sorted; the first is the usual order. */
export const listSortKeys = ['name', 'ipRanges', 'trunks', 'enabled', 'updateTime'] as const

/** An access control list as the console reads it. */
export type AccessControlList = EntityOf<typeof accessControlLists>

/** An access control list as one read of it gives it: what every write needs. */
export type TaggedList = Tagged<AccessControlList>

/** An access control list in the list of them, with the trunks that use it (null where they could not be read) and its worst finding. */
export type ListRow = Tagged<
  AccessControlList & { usedBy: { id: string; name: string }[] | null; worst: Finding | null }
>

/** One IP range of a list. */
export type IpRange = EntityOf<typeof ipRanges>

/** The address and prefix length of a range; the vendor's default stands in for a length it left out. */
export function cidrOf({ ipAddress, range }: Pick<IpRange, 'ipAddress' | 'range'>): Cidr {
  return { ipAddress, range: range ?? 32 }
}
