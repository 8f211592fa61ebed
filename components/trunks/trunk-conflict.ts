import type { ConflictField } from '@/components/forms/conflict-dialog'
import type { EntityOf, InputOf } from '@/lib/resources/define'
import type { trunks } from '@/lib/resources/trunks'

/** The fields of a trunk that can be written, in the words of the interface. */
export const trunkFieldLabels: Record<keyof InputOf<typeof trunks>, string> = {
  name: 'Name',
  hostName: 'Host name',
  enableCallerName: 'Caller name lookup',
  enableCallForward: 'Call forwarding',
  callForwardNumber: 'Forward to',
}

/** What of a trunk can be written. */
export function trunkInput(trunk: EntityOf<typeof trunks>): InputOf<typeof trunks> {
  const { name, hostName, enableCallerName, enableCallForward, callForwardNumber } = trunk
  return { name, hostName, enableCallerName, enableCallForward, callForwardNumber }
}

/** The fields in which what I want and what is there now differ. */
export function trunkConflicts(
  mine: InputOf<typeof trunks>,
  theirs: EntityOf<typeof trunks>,
): ConflictField[] {
  const current = trunkInput(theirs)
  const names = Object.keys(trunkFieldLabels) as (keyof typeof trunkFieldLabels)[] // a record's own keys
  return names
    .filter((name) => mine[name] !== current[name])
    .map((name) => ({ name, label: trunkFieldLabels[name], mine: mine[name], theirs: current[name] }))
}
