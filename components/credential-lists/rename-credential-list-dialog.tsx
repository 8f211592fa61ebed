'use client'
import { useState } from 'react'
import { currentOf, explained } from '@/components/forms/refused-edit'
import { ConflictDialog } from '@/components/forms/conflict-dialog'
import { TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import { useUpdate } from '@/lib/client/writes'
import { credentialLists } from '@/lib/resources/credential-lists'
import type { TaggedCredentialList } from './credential-list-row'

const schema = credentialLists.input.pick({ name: true })

/** Renames a credential list. The name is all that can be edited, so two people who renamed it are asked which of the names it is. */
export function RenameCredentialListDialog(props: {
  projectId: string
  list: TaggedCredentialList
  onSaved: () => void
  onClose: () => void
}) {
  // The page may read the list again while the dialog is open; what was typed belongs to the list as it was, and so does its tag.
  const [list] = useState(props.list)
  const { mutateAsync: update } = useUpdate(credentialLists, props.projectId, {})
  const [conflict, setConflict] = useState<{ mine: string; theirs: TaggedCredentialList }>()

  const save = async (name: string, base: TaggedCredentialList): Promise<void> => {
    try {
      await update({ id: base.id, etag: base.etag, input: { name } })
      props.onSaved()
    } catch (error) {
      const theirs = currentOf(error, (current) => credentialLists.entity.parse(current))
      if (!theirs) throw explained(error, 'credential list')
      // Where they changed something else, or to the same, there is nothing to decide.
      if (theirs.name === base.name || theirs.name === name) await save(name, theirs)
      else if (name === base.name) props.onSaved()
      else setConflict({ mine: name, theirs })
    }
  }

  return (
    <>
      <FormDialog
        title={`Rename ${list.name}`}
        schema={schema}
        defaultValues={{ name: list.name }}
        submitLabel="Save name"
        onSubmit={({ name }) => save(name, list)}
        onClose={props.onClose}
      >
        <TextField name="name" label="Name" hint="For people; users and passwords stay as they are." />
      </FormDialog>
      {conflict && (
        <ConflictDialog
          // A second collision brings another name to choose from.
          key={conflict.theirs.etag}
          fields={[{ name: 'name', label: 'Name', mine: conflict.mine, theirs: conflict.theirs.name }]}
          onChoose={(chosen) => save(String(chosen.name), conflict.theirs)}
          onClose={() => setConflict(undefined)}
        />
      )}
    </>
  )
}
