import type { Run } from '@/lib/client/onboarding'
import type { Part } from './wizard-steps'

/** What a run has made or linked already: it stays as it is when other answers change. */
export interface Made {
  parts: ReadonlySet<Part>
  numbers: ReadonlySet<string>
}

/** Nothing is made yet. */
export const nothingMade: Made = { parts: new Set(), numbers: new Set() }

const partOf: Readonly<Record<Run['steps'][number]['action'], Part>> = {
  create_trunk: 'trunk',
  create_access_control_list: 'accessControlList',
  link_access_control_list: 'accessControlList',
  create_credential_list: 'credentialList',
  link_credential_list: 'credentialList',
  create_endpoint: 'endpoint',
  rent_number: 'numbers',
  assign_number: 'numbers',
}

/** What of the answers of a run cannot be changed any more. */
export function madeBy(run: Pick<Run, 'steps'>): Made {
  const parts = new Set<Part>()
  const numbers = new Set<string>()
  for (const { action, state, label } of run.steps) {
    if (state !== 'done') continue
    // Whatever was done was done to the trunk.
    parts.add('trunk')
    if (partOf[action] === 'numbers') numbers.add(label)
    else parts.add(partOf[action])
  }
  return { parts, numbers }
}
