'use client'
import { FormDialog } from '@/components/forms/form-dialog'
import { SelectField, TextField } from '@/components/forms/fields'
import { useCreateProject } from '@/lib/client/project-writes'
import type { Project } from '@/lib/client/projects'
import { KeySecretField, UntestedKeyOffer } from './key-fields'
import { newProjectForm } from './project-form'
import { useKeyTrial } from './use-key-trial'

const upstreams = [
  { value: 'sinch', label: 'Sinch' },
  { value: 'sandbox', label: 'Sandbox on this machine' },
]

/** Adds a project with its access key; `onAdded` gets it so that the connection can be tested at once. */
export function AddProjectDialog(props: { onClose: () => void; onAdded: (project: Project) => void }) {
  const create = useCreateProject()
  const trial = useKeyTrial()
  return (
    <FormDialog
      title="Add project"
      description="The console calls the vendor with this project's access key. The key is stored encrypted on this server."
      schema={newProjectForm}
      defaultValues={{
        name: '',
        upstream: 'sinch',
        projectId: '',
        keyId: '',
        keySecret: '',
      }}
      submitLabel="Add project"
      onClose={props.onClose}
      onSubmit={async (values) =>
        props.onAdded(await trial.run((skipTest) => create.mutateAsync({ ...values, skipTest })))
      }
    >
      <TextField name="name" label="Name" hint="How the project is called here. You can change it later." />
      <SelectField
        name="upstream"
        label="Where it lives"
        options={upstreams}
        hint="Sinch is the real service: calls cost money. The sandbox only knows the key it was started with. This cannot be changed later."
      />
      <TextField
        name="projectId"
        label="Project id"
        mono
        hint="In the Sinch dashboard under Settings, Projects."
      />
      <TextField
        name="keyId"
        label="Key id"
        mono
        hint="In the Sinch dashboard under Settings, Access keys."
      />
      <KeySecretField />
      {trial.couldNotBeMade && <UntestedKeyOffer label="Add without testing" onChoose={trial.skipNext} />}
    </FormDialog>
  )
}
