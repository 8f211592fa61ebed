import type { JobItem } from './job-store'
import { planOf, type RunStep } from './run-store'
import type { StepPlace } from './run-turn'

/** What takes a step back, in the words of jobs; null for what stays. */
export function reverseOf(
  step: RunStep,
  idOf: StepPlace['idOf'],
  /** The trunk that a number goes back to; empty for none. */
  before: string,
): Pick<JobItem, 'action' | 'target' | 'label' | 'input'> | null {
  const { action, trunk, list, input } = planOf(step)
  const { label, objectId } = step
  const trunkId = idOf(trunk)
  const plain = { label, input: null }
  switch (action) {
    case 'create_trunk':
      return { ...plain, action: 'delete', target: `trunks/${objectId}` }
    case 'create_access_control_list':
      return { ...plain, action: 'delete', target: `accessControlLists/${objectId}` }
    case 'create_credential_list':
      return { ...plain, action: 'delete', target: `credentialLists/${objectId}` }
    case 'link_access_control_list':
      return { ...plain, action: 'unlink', target: `trunks/${trunkId}/accessControlLists/${idOf(list)}` }
    case 'link_credential_list':
      return { ...plain, action: 'unlink', target: `trunks/${trunkId}/credentialLists/${idOf(list)}` }
    case 'create_endpoint':
      return { ...plain, action: 'delete_endpoint', target: `trunks/${trunkId}/endpoints/${objectId}` }
    case 'rent_number':
      return null
    case 'assign_number':
      // To where it came from, or off every trunk. Also one that is still on its way to this trunk, and only from here.
      return {
        label,
        action: 'assign_number',
        target: `phoneNumbers/${String(input.phoneNumber)}`,
        input: JSON.stringify({ trunkId: before, mayLeave: [trunkId] }),
      }
  }
}
