'use client'
import { useState } from 'react'
import { currentOf, explained } from '@/components/forms/refused-edit'
import { ConflictDialog } from '@/components/forms/conflict-dialog'
import { SwitchField, TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { toast } from '@/components/ui/toast'
import { useUpdate } from '@/lib/client/writes'
import { countText } from '@/lib/format'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { confirmation } from '@/components/forms/wide-field'
import { ConfirmWideField } from './confirm-wide-field'
import { mergedEdit } from './list-conflict'
import type { AccessControlList, TaggedList } from './list-row'

const schema = accessControlLists.input.pick({ name: true, enabled: true }).extend(confirmation)

interface Values {
  name: string
  enabled: boolean
}

const labels = { name: 'Name', enabled: 'Enabled' }

interface Conflict extends ReturnType<typeof mergedEdit<Values>> {
  theirs: TaggedList
}

/** Renames a list or switches it on or off. Where someone else was faster, the two edits are merged; only what both changed is asked. */
export function EditListDialog(props: {
  projectId: string
  list: TaggedList
  onSaved: () => void
  onClose: () => void
}) {
  // The page may read the list again while the dialog is open; what was typed belongs to the list as it was, and so does its tag.
  const [list] = useState(props.list)
  const { mutateAsync: update } = useUpdate(accessControlLists, props.projectId, {})
  const [conflict, setConflict] = useState<Conflict>()
  const [confirmed, setConfirmed] = useState('')

  const save = async (wanted: Values, base: TaggedList, confirmWideRanges: string, merged = '') => {
    // Only these two: the ranges are changed one by one, and never by rewriting the list.
    const input = { name: wanted.name, enabled: wanted.enabled, confirmWideRanges }
    try {
      await update({ id: base.id, etag: base.etag, input })
      if (merged) toast(`Saved. Someone else had saved meanwhile. ${merged}`, 'good')
      props.onSaved()
    } catch (error) {
      const theirs = currentOf(error, (current) => accessControlLists.entity.parse(current))
      if (!theirs) throw explained(error, 'access control list')
      const merge = mergedEdit(valuesOf(base), wanted, valuesOf(theirs), labels)
      if (merge.fields.length > 0) {
        setConfirmed(confirmWideRanges)
        setConflict({ ...merge, theirs })
      } else
        await save(
          merge.values,
          theirs,
          confirmWideRanges,
          merge.merged || 'Its IP ranges stayed as they left them.',
        )
    }
  }

  return (
    <>
      <FormDialog
        title={`Edit ${list.name}`}
        schema={schema}
        defaultValues={{ ...valuesOf(list), confirmWideRanges: '' }}
        submitLabel="Save list"
        onSubmit={({ name, enabled, confirmWideRanges }) => save({ name, enabled }, list, confirmWideRanges)}
        onClose={props.onClose}
      >
        <TextField name="name" label="Name" hint="For people; it can be changed at any time." />
        <SwitchField
          name="enabled"
          label="Enabled"
          hint={
            list.trunks.length > 0
              ? `Used by ${countText(list.trunks.length, 'SIP trunk')}. While it is off, they refuse outbound calls from its addresses, unless another of their lists lets them in.`
              : 'No trunk uses it yet. While it is off, it lets nobody in.'
          }
        />
        <ConfirmWideField ranges={list.ipRanges} name={list.name} when="enabled" wasOn={list.enabled} />
      </FormDialog>
      {conflict && (
        <ConflictDialog
          // A second collision brings other values to choose from.
          key={conflict.theirs.etag}
          fields={conflict.fields}
          merged={conflict.merged}
          onChoose={async (chosen) => {
            // The names are those of the list's own fields, so the values fit; the server checks them again.
            await save({ ...conflict.values, ...chosen } as Values, conflict.theirs, confirmed)
          }}
          onClose={() => setConflict(undefined)}
        />
      )}
    </>
  )
}

function valuesOf({ name, enabled }: AccessControlList): Values {
  return { name, enabled }
}
