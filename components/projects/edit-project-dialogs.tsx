'use client'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { FormDialog } from '@/components/forms/form-dialog'
import { TextField } from '@/components/forms/fields'
import { useRemoveProject, useRenameProject, useReplaceKey } from '@/lib/client/project-writes'
import type { Project } from '@/lib/client/projects'
import { KeySecretField, UntestedKeyOffer } from './key-fields'
import { projectKeyForm, projectNameForm } from './project-form'
import { useKeyTrial } from './use-key-trial'

interface DialogProps {
  project: Project
  onClose: () => void
}

/** Renames a project. */
export function RenameProjectDialog({ project, onClose }: DialogProps) {
  const rename = useRenameProject()
  return (
    <FormDialog
      title="Rename project"
      schema={projectNameForm}
      defaultValues={{ name: project.name }}
      submitLabel="Rename"
      onClose={onClose}
      onSubmit={async ({ name }) => {
        if (name !== project.name) await rename.mutateAsync({ ...project, name })
        onClose()
      }}
    >
      <TextField name="name" label="Name" />
    </FormDialog>
  )
}

/** Stores a new access key; `onReplaced` tests it at once. */
export function ReplaceKeyDialog({ project, onClose, onReplaced }: DialogProps & { onReplaced: () => void }) {
  const replace = useReplaceKey()
  const trial = useKeyTrial()
  return (
    <FormDialog
      title={`Replace the key of ${project.name}`}
      description="The new key is tried first; when it works it is used from the next call on. The old one is then forgotten here: delete it in the Sinch dashboard."
      schema={projectKeyForm}
      defaultValues={{ keyId: project.keyId, keySecret: '' }}
      submitLabel="Replace key"
      onClose={onClose}
      onSubmit={async (key) => {
        await trial.run((skipTest) =>
          replace.mutateAsync({ id: project.id, etag: project.etag, ...key, skipTest }),
        )
        onReplaced()
      }}
    >
      <TextField name="keyId" label="Key id" mono />
      <KeySecretField />
      {trial.couldNotBeMade && <UntestedKeyOffer label="Save without testing" onChoose={trial.skipNext} />}
    </FormDialog>
  )
}

/** Removes a project from the console. */
export function RemoveProjectDialog({ project, onClose }: DialogProps) {
  const remove = useRemoveProject()
  return (
    <ConfirmDialog
      title={`Remove ${project.name}?`}
      verb="Remove project"
      typed={project.name}
      onClose={onClose}
      onConfirm={async () => {
        await remove.mutateAsync(project)
        onClose()
      }}
    >
      <p>The project and its stored key disappear from this console, for everyone who uses it.</p>
      <p className="text-muted">
        Nothing changes at the vendor: trunks, numbers and calls go on. What was done here stays on record.
      </p>
    </ConfirmDialog>
  )
}
