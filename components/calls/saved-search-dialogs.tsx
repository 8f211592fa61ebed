'use client'
import { z } from 'zod'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { TextField } from '@/components/forms/fields'
import { FormDialog } from '@/components/forms/form-dialog'
import type { CallQuery } from '@/lib/rules/call-query'
import { keptSearch } from './kept-search'
import { useRemoveSearch, useRenameSearch, useSaveSearch } from './saved-searches-query'
import type { SavedSearchAct } from './saved-searches'

const nameForm = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(80, 'Keep the name within 80 characters.'),
})

/** Saves, renames or deletes a search. */
export function SavedSearchDialogs(props: {
  projectId: string
  query: CallQuery
  open: SavedSearchAct
  onClose: () => void
}) {
  const { open, onClose } = props
  const save = useSaveSearch(props.projectId)
  const rename = useRenameSearch(props.projectId)
  const remove = useRemoveSearch(props.projectId)
  if (open.act === 'delete') {
    const { saved } = open
    return (
      <ConfirmDialog
        title={`Delete ${saved.name}?`}
        verb="Delete search"
        onClose={onClose}
        onConfirm={async () => {
          await remove.mutateAsync(saved.id)
          onClose()
        }}
      >
        <p>The saved search is deleted for everyone in the project. No call is touched.</p>
      </ConfirmDialog>
    )
  }
  if (open.act === 'rename') {
    const { saved } = open
    return (
      <FormDialog
        title="Rename search"
        schema={nameForm}
        defaultValues={{ name: saved.name }}
        submitLabel="Rename"
        onClose={onClose}
        onSubmit={async ({ name }) => {
          if (name !== saved.name) await rename.mutateAsync({ ...saved, name })
          onClose()
        }}
      >
        <TextField name="name" label="Name" />
      </FormDialog>
    )
  }
  return (
    <FormDialog
      title="Save search"
      description="Everyone in the project finds it under this name. A window such as “Last 24 hours” stays at the present; one between two times stays where it is."
      schema={nameForm}
      defaultValues={{ name: '' }}
      submitLabel="Save search"
      done="Search saved"
      onClose={onClose}
      onSubmit={async ({ name }) => {
        await save.mutateAsync({ name, search: keptSearch(props.query) })
        onClose()
      }}
    >
      <TextField name="name" label="Name" />
    </FormDialog>
  )
}
