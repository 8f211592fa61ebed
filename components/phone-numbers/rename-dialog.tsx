'use client'
import { useState } from 'react'
import { currentOf } from '@/components/forms/refused-edit'
import { ConflictDialog, type ConflictField } from '@/components/forms/conflict-dialog'
import { TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import type { NumberRow } from '@/lib/client/phone-numbers'
import { useUpdate } from '@/lib/client/writes'
import { phoneText } from '@/lib/format'
import { activeNumbers } from '@/lib/resources/phone-numbers'
import { mergeEdits } from '@/lib/rules/merge-edits'

interface Base {
  displayName: string
  etag: string
}

/** Renames a number. A name that was not touched is not sent; where someone else renamed it meanwhile, the person chooses. */
export function RenameDialog(props: { projectId: string; row: NumberRow; onClose: () => void }) {
  // The list may be read again while the dialog is open; what was typed belongs to the number as it was.
  const [{ phoneNumber, displayName, etag }] = useState(props.row)
  const { mutateAsync: update } = useUpdate(activeNumbers, props.projectId, {})
  const [conflict, setConflict] = useState<{ fields: ConflictField[]; theirs: Base }>()

  const save = async (mine: string, base: Base) => {
    try {
      await update({ id: phoneNumber, etag: base.etag, input: { displayName: mine } })
      props.onClose()
    } catch (error) {
      const theirs = currentOf(error, (current) => {
        const { displayName } = activeNumbers.entity.parse(current)
        return { displayName }
      })
      if (!theirs) throw error
      const edits = mergeEdits(
        { displayName: base.displayName },
        { displayName: mine },
        { displayName: theirs.displayName },
      )
      // Something else of the number has moved on, such as its trunk: that is no reason to ask.
      if (edits.collisions.length === 0) return await save(edits.values.displayName, theirs)
      const field = { name: 'displayName', label: 'Name', mine, theirs: theirs.displayName }
      setConflict({ fields: [field], theirs })
    }
  }

  return (
    <>
      <FormDialog
        title={`Rename ${phoneText(phoneNumber)}`}
        schema={activeNumbers.input}
        defaultValues={{ displayName }}
        submitLabel="Save name"
        onSubmit={async (values) => {
          if (values.displayName === displayName) props.onClose()
          else await save(values.displayName, { displayName, etag })
        }}
        onClose={props.onClose}
      >
        <TextField name="displayName" label="Name" hint="For people; callers never see it." />
      </FormDialog>
      {conflict && (
        <ConflictDialog
          key={conflict.theirs.etag}
          fields={conflict.fields}
          onChoose={async (chosen) => await save(String(chosen.displayName), conflict.theirs)}
          onClose={() => setConflict(undefined)}
        />
      )}
    </>
  )
}
