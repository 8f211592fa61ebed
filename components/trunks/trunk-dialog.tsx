'use client'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { currentOf, explained } from '@/components/forms/refused-edit'
import { ConflictDialog } from '@/components/forms/conflict-dialog'
import { SwitchField, TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { toast } from '@/components/ui/toast'
import { useCreate, useUpdate } from '@/lib/client/writes'
import type { InputOf } from '@/lib/resources/define'
import { trunks } from '@/lib/resources/trunks'
import { countryName } from '@/lib/rules/country-name'
import { readTypedNumber } from '@/lib/rules/typed-number'
import { mergedTrunk, trunkInput } from './trunk-conflict'
import type { TaggedTrunk } from './trunk-row'

type TrunkInput = InputOf<typeof trunks>

const blank: TrunkInput = {
  name: '',
  hostName: '',
  enableCallerName: false,
  enableCallForward: false,
  callForwardNumber: '',
}

interface Conflict extends ReturnType<typeof mergedTrunk> {
  theirs: TaggedTrunk
}

/** Creates a trunk, or edits the given one. Where someone else was faster, the two edits are merged; only what both changed is asked. */
export function TrunkDialog(props: {
  projectId: string
  trunk?: TaggedTrunk
  onSaved: (trunk: TaggedTrunk) => void
  onClose: () => void
}) {
  const { projectId } = props
  // The page may read the trunk again while the dialog is open; what was typed belongs to the trunk as it was, and so does its tag.
  const [trunk] = useState(props.trunk)
  const { mutateAsync: create } = useCreate(trunks, projectId, {})
  const { mutateAsync: update } = useUpdate(trunks, projectId, {})
  const [conflict, setConflict] = useState<Conflict>()

  const save = async (wanted: TrunkInput, base: TaggedTrunk, merged = '') => {
    try {
      const saved = await update({ id: base.id, etag: base.etag, input: wanted })
      if (merged) toast(`Saved. Someone else had saved meanwhile. ${merged}`, 'good')
      props.onSaved(saved)
    } catch (error) {
      const theirs = currentOf(error, (current) => trunks.entity.parse(current))
      if (!theirs) throw explained(error, 'SIP trunk')
      const merge = mergedTrunk(base, wanted, theirs)
      if (merge.fields.length > 0) setConflict({ ...merge, theirs })
      else await save(merge.values, theirs, merge.merged)
    }
  }

  return (
    <>
      <FormDialog
        title={trunk ? `Edit ${trunk.name}` : 'Create SIP trunk'}
        description={
          trunk
            ? undefined
            : 'A trunk connects your PBX or SBC to the phone network. Endpoints, lists and numbers are attached to it afterwards.'
        }
        schema={trunks.input}
        defaultValues={trunk ? trunkInput(trunk) : blank}
        submitLabel={trunk ? 'Save trunk' : 'Create trunk'}
        onSubmit={async (values) => {
          if (trunk) await save(values, trunk)
          else props.onSaved(await create(values))
        }}
        onClose={props.onClose}
      >
        <TextField name="name" label="Name" hint="For people; it can be changed at any time." />
        <HostNameField trunk={trunk} />
        <SwitchField
          name="enableCallerName"
          label="Caller name lookup (CNAM)"
          hint="Adds the caller’s name to inbound calls. Works for callers in the United States and Canada only."
        />
        <SwitchField
          name="enableCallForward"
          label="Call forwarding"
          hint="Inbound calls that no endpoint can take go to another number. Each forwarded call is billed as two calls."
        />
        <ForwardNumberField />
      </FormDialog>
      {conflict && (
        <ConflictDialog
          // A second collision brings other values to choose from.
          key={conflict.theirs.etag}
          fields={conflict.fields}
          merged={conflict.merged}
          onChoose={async (chosen) => {
            // The names are those of the trunk's own fields, so the values fit; the server checks them again.
            const wanted = { ...conflict.values, ...chosen } as TrunkInput
            await save(wanted, conflict.theirs)
          }}
          onClose={() => setConflict(undefined)}
        />
      )}
    </>
  )
}

function HostNameField({ trunk }: { trunk?: TaggedTrunk }) {
  const written = useWatch<TrunkInput, 'hostName'>({ name: 'hostName' }).trim()
  const moves = trunk !== undefined && written !== trunk.hostName
  return (
    <TextField
      name="hostName"
      label="Host name"
      mono
      spellCheck={false}
      hint={
        moves ? (
          <span className="text-warn">
            This may not move the SIP domain: the vendor may keep {trunk.domain || 'the old one'}. Check the
            trunk afterwards, before you change the PBX.
          </span>
        ) : (
          <>
            Letters, digits and hyphens; it must be free among all of the vendor’s customers.{' '}
            {written && !trunk && (
              <>
                The vendor answers with the SIP domain, whose first label is to be{' '}
                <b className="font-mono font-medium break-all text-text">{written}</b>.
              </>
            )}
          </>
        )
      }
    />
  )
}

function ForwardNumberField() {
  const forwards = useWatch<TrunkInput, 'enableCallForward'>({ name: 'enableCallForward' })
  const number = useWatch<TrunkInput, 'callForwardNumber'>({ name: 'callForwardNumber' })
  const typed = readTypedNumber(number)
  // A number that is stored or refused stays visible even while forwarding is off.
  if (!forwards && !number) return null
  return (
    <TextField
      name="callForwardNumber"
      label="Forward to"
      mono
      inputMode="tel"
      hint={
        typed && !typed.isPossible ? (
          <span className="text-warn">
            No country has a number like <b className="font-mono font-medium">{typed.e164}</b>: check it,
            calls will be forwarded to it.
          </span>
        ) : typed && typed.e164 !== number.trim() ? (
          <>
            Saves <b className="font-mono font-medium text-text">{typed.e164}</b>.
            {typed.country && ` A number of ${countryName(typed.country)}.`}
          </>
        ) : (
          'With its country code, for example +14155550100. Forwarded calls have no packet capture.'
        )
      }
    />
  )
}
