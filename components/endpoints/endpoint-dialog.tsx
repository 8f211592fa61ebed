'use client'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { currentOf, explained } from '@/components/forms/refused-edit'
import { ConflictDialog } from '@/components/forms/conflict-dialog'
import { SelectField, SwitchField, TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { toast } from '@/components/ui/toast'
import { useCreate, useUpdate } from '@/lib/client/writes'
import { ApiError } from '@/lib/errors'
import { endpoints } from '@/lib/resources/endpoints'
import {
  chosenValues,
  endpointValues,
  mergedEndpoint,
  type EndpointInput,
  type EndpointValues,
} from './endpoint-conflict'
import type { TaggedEndpoint } from './endpoint-row'
import { KindField } from './kind-field'
import type { KnownLists } from './registration'
import { UsernameField } from './username-field'

const blank = {
  isRegistered: false,
  name: '',
  transport: 'UDP',
  enabled: true,
  address: '',
  port: 5060,
  credentialUsername: '',
}

interface Conflict extends ReturnType<typeof mergedEndpoint> {
  theirs: TaggedEndpoint
}

/** Creates an endpoint, or edits the given one. Where someone else was faster, the two edits are merged; only what both changed is asked. */
export function EndpointDialog(props: {
  projectId: string
  trunkId: string
  known: KnownLists
  endpoint?: TaggedEndpoint
  /** Priority of a new endpoint: after all others. */
  nextPriority: number
  onClose: () => void
}) {
  const { projectId, trunkId } = props
  // The board may read the endpoint again while the dialog is open; what was typed belongs to it as it was, and so does its tag.
  const [endpoint] = useState(props.endpoint)
  const { mutateAsync: create } = useCreate(endpoints, projectId, { trunkId })
  const { mutateAsync: update } = useUpdate(endpoints, projectId, { trunkId })
  const [conflict, setConflict] = useState<Conflict>()

  const save = async (wanted: EndpointInput, base: TaggedEndpoint, merged = '') => {
    try {
      await update({ id: base.id, etag: base.etag, input: wanted })
      if (merged) toast(`Saved. Someone else had saved meanwhile. ${merged}`, 'good')
      props.onClose()
    } catch (error) {
      const theirs = currentOf(error, (current) => endpoints.entity.parse(current))
      if (!theirs) throw explained(error, 'SIP endpoint')
      const merge = mergedEndpoint(base, wanted, theirs)
      if (merge.fields.length > 0) setConflict({ ...merge, theirs })
      else await save(validInput(merge.values), theirs, merge.merged)
    }
  }

  const initial: EndpointValues = endpoint
    ? { ...blank, ...endpointValues(endpoint) }
    : { ...blank, priority: props.nextPriority }
  return (
    <>
      <FormDialog<EndpointValues, EndpointInput>
        title={endpoint ? `Edit ${endpoint.name}` : 'Add SIP endpoint'}
        description={
          endpoint
            ? undefined
            : 'Inbound calls of this trunk go to its endpoints. A change takes about a minute to reach the phone network.'
        }
        schema={endpoints.input}
        defaultValues={initial}
        submitLabel={endpoint ? 'Save endpoint' : 'Add endpoint'}
        onSubmit={async (values) => {
          if (endpoint) return await save(values, endpoint)
          await create(values)
          props.onClose()
        }}
        onClose={props.onClose}
      >
        <TextField name="name" label="Name" hint="For people; it can be changed at any time." />
        <KindField />
        <TargetFields {...props} />
        <SelectField
          name="transport"
          label="Transport"
          options={['UDP', 'TCP', 'TLS'].map((value) => ({ value, label: value }))}
        />
        <TextField
          name="priority"
          label="Priority"
          mono
          inputMode="numeric"
          hint="1 is tried first. Endpoints with the same priority are one tier and share calls in turn. The vendor suggests 1 to 9."
        />
        <SwitchField name="enabled" label="Takes calls" hint="An endpoint that is off is passed over." />
      </FormDialog>
      {conflict && (
        <ConflictDialog
          fields={conflict.fields}
          merged={conflict.merged}
          onChoose={async (chosen) => {
            await save(validInput(chosenValues(conflict.values, chosen)), conflict.theirs)
          }}
          onClose={() => setConflict(undefined)}
        />
      )}
    </>
  )
}

function TargetFields(props: { projectId: string; trunkId: string; known: KnownLists }) {
  const isRegistered = useWatch<EndpointValues, 'isRegistered'>({ name: 'isRegistered' })
  const transport = useWatch<EndpointValues, 'transport'>({ name: 'transport' })
  const port = useWatch<EndpointValues, 'port'>({ name: 'port' })
  if (isRegistered) return <UsernameField {...props} />
  const isUnusual = transport === 'TLS' && String(port).trim() === '5060'
  return (
    <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_7rem]">
      <TextField
        name="address"
        label="Address"
        mono
        spellCheck={false}
        hint="An IP address or a domain name. Calls from this address are accepted as well."
      />
      <TextField
        name="port"
        label="Port"
        mono
        inputMode="numeric"
        hint={isUnusual ? <span className="text-warn">TLS is usually at 5061.</span> : '1 to 65535.'}
      />
    </div>
  )
}

function validInput(values: EndpointValues): EndpointInput {
  const read = endpoints.input.safeParse(values)
  if (read.success) return read.data
  const fields: Record<string, string> = {}
  for (const { path, message } of read.error.issues) fields[path.join('.')] ??= message
  const [message = 'The two edits do not fit together. Cancel and edit again.'] = Object.values(fields)
  throw new ApiError('invalid_request', message, { fields })
}
