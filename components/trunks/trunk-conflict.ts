import type { ConflictField } from '@/components/forms/conflict-dialog'
import type { EntityOf, InputOf } from '@/lib/resources/define'
import type { trunks } from '@/lib/resources/trunks'
import { mergeEdits, mergeSentence } from '@/lib/rules/merge-edits'

type TrunkInput = InputOf<typeof trunks>

/** The fields of a trunk that can be written, in the words of the interface. */
export const trunkFieldLabels: Record<keyof TrunkInput, string> = {
  name: 'Name',
  hostName: 'Host name',
  enableCallerName: 'Caller name lookup',
  enableCallForward: 'Call forwarding',
  callForwardNumber: 'Forward to',
}

/** What of a trunk can be written. */
export function trunkInput(trunk: EntityOf<typeof trunks>): TrunkInput {
  const { name, hostName, enableCallerName, enableCallForward, callForwardNumber } = trunk
  return { name, hostName, enableCallerName, enableCallForward, callForwardNumber }
}

/** Lays my edit over the trunk as it is now: the values, the fields that only a person can settle, and what was settled in one line. */
export function mergedTrunk(
  base: EntityOf<typeof trunks>,
  mine: TrunkInput,
  theirs: EntityOf<typeof trunks>,
): { values: TrunkInput; fields: ConflictField[]; merged: string } {
  const current = trunkInput(theirs)
  const edits = mergeEdits(trunkInput(base), mine, current)
  const names = edits.collisions as (keyof TrunkInput)[] // names of the input's own fields
  const fields = names.map((name) => ({
    name,
    label: trunkFieldLabels[name],
    mine: mine[name],
    theirs: current[name],
  }))
  return { values: edits.values, fields, merged: mergeSentence(edits, trunkFieldLabels) }
}
