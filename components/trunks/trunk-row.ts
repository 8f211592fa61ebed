import type { Tagged } from '@/lib/client/queries'
import type { EntityOf } from '@/lib/resources/define'
import type { trunks } from '@/lib/resources/trunks'

/** A SIP trunk as the console reads it. */
export type Trunk = EntityOf<typeof trunks>

/** By what the list of trunks can be sorted; the first is the usual order. */
export const trunkSortKeys = ['name', 'domain', 'callsPerSecond', 'updateTime'] as const

/** A list that is attached to a trunk. */
export interface AttachedList {
  id: string
  name: string
}

/** A trunk in a list, with what refers to it; null where that could not be read. */
export type TrunkRow = Tagged<
  Trunk & {
    numbers: number | null
    accessControlLists: AttachedList[] | null
    credentialLists: AttachedList[] | null
    /** Null until the console has come to this trunk: the vendor cannot list the endpoints of all trunks at once. */
    endpoints: { enabled: number; total: number } | null
  }
>

/** A trunk as one read of it gives it: what every write needs. */
export type TaggedTrunk = Tagged<Trunk>
