import type { ConflictField } from '@/components/forms/conflict-dialog'
import type { InputOf } from '@/lib/resources/define'
import type { endpoints } from '@/lib/resources/endpoints'
import { mergeEdits, mergeSentence } from '@/lib/rules/merge-edits'
import type { Endpoint } from './endpoint-row'

/** What can be written into an endpoint of either kind. */
export type EndpointInput = InputOf<typeof endpoints>

/** The fields of the form, of both kinds at once; numbers may be the text that was typed. */
export interface EndpointValues {
  isRegistered: boolean
  name: string
  priority?: unknown
  transport?: string
  enabled?: boolean
  address?: string
  port?: unknown
  credentialUsername?: string
}

/** The fields of an endpoint that can be written, in the words of the interface. */
export const endpointFieldLabels: Record<keyof EndpointValues, string> = {
  isRegistered: 'Kind',
  name: 'Name',
  address: 'Address',
  port: 'Port',
  credentialUsername: 'User name',
  transport: 'Transport',
  priority: 'Priority',
  enabled: 'Takes calls',
}

/** What of an endpoint can be written, with the fields of its own kind only. */
export function endpointValues(endpoint: Endpoint): EndpointValues {
  const { name, priority, transport, enabled, isRegistered, credentialUsername, address, port } = endpoint
  const common = { name, priority, transport, enabled }
  return isRegistered
    ? { isRegistered, credentialUsername, ...common }
    : { isRegistered, address, port, ...common }
}

/** Lays my edit over the endpoint as it is now: the values, the fields that only a person can settle, and what was settled in one line. */
export function mergedEndpoint(
  base: Endpoint,
  mine: EndpointInput,
  theirs: Endpoint,
): { values: EndpointValues; fields: ConflictField[]; merged: string } {
  const current = endpointValues(theirs)
  const edits = mergeEdits<EndpointValues>(endpointValues(base), mine, current)
  const names = edits.collisions as (keyof EndpointValues)[] // names of the form's own fields
  const values: EndpointValues = mine
  const fields = names.map((name) => ({
    name,
    label: endpointFieldLabels[name],
    mine: shown(name, values[name]),
    theirs: shown(name, current[name]),
  }))
  return { values: edits.values, fields, merged: mergeSentence(edits, endpointFieldLabels) }
}

/** The chosen values as they are written; the kind is read from its word. */
export function chosenValues(values: EndpointValues, chosen: Record<string, unknown>): EndpointValues {
  const { isRegistered = values.isRegistered, ...rest } = chosen
  return { ...values, ...rest, isRegistered: isRegistered === true || isRegistered === kinds.registered }
}

const kinds = { registered: 'Registered', fixed: 'Static' }

function shown(name: keyof EndpointValues, value: unknown): unknown {
  if (name !== 'isRegistered') return value
  return value === true ? kinds.registered : kinds.fixed
}
