'use client'
import { useId, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { z } from 'zod'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { useEnableProjects, type EnabledProjects } from '@/lib/client/project-writes'
import type { Project } from '@/lib/client/projects'
import { countText } from '@/lib/format'
import { mostProjectIds, projectIdPattern, projectIdProblem, projectIdsIn } from '@/lib/rules/project-ids'

const enableForm = z.object({
  ids: z
    .string()
    .transform(projectIdsIn)
    .pipe(
      z
        .array(
          z.string().regex(projectIdPattern, {
            error: ({ input }) => `“${String(input).slice(0, 40)}” is no project id. ${projectIdProblem}`,
          }),
        )
        .min(1, 'Enter the id of at least one project.')
        .max(mostProjectIds, `Enable ${mostProjectIds} projects at a time at most.`),
    ),
})

/** Enables further projects of the same customer for SIP trunking, and says which of them were so already. */
export function EnableProjectsDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const enable = useEnableProjects()
  const [result, setResult] = useState<EnabledProjects>()
  if (result) return <ResultDialog {...result} onClose={onClose} />
  return (
    <FormDialog
      title="Enable another project"
      description={`Asks Sinch, with the access key of ${project.name}, to enable further projects of your account for Elastic SIP Trunking. Projects that are enabled already stay as they are. It does not add them to this console: that takes their own access key. There is no way here to undo it.`}
      schema={enableForm}
      defaultValues={{ ids: '' }}
      submitLabel="Enable projects"
      onClose={onClose}
      onSubmit={async ({ ids }) => setResult(await enable.mutateAsync({ id: project.id, projectIds: ids }))}
    >
      <IdsField />
    </FormDialog>
  )
}

function IdsField() {
  const id = useId()
  const { register, formState } = useFormContext()
  return (
    <Field
      id={id}
      label="Project ids"
      hint="One per line. In the Sinch dashboard under Settings, Projects."
      error={messageIn(formState.errors.ids)}
    >
      {(aria) => (
        <textarea
          rows={5}
          autoComplete="off"
          spellCheck={false}
          {...register('ids')}
          {...aria}
          className={`${inputLook} font-mono`}
        />
      )}
    </Field>
  )
}

// Of a list the form library keeps an error for each entry, but there is one field for all of them.
function messageIn(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('message' in error && typeof error.message === 'string') return error.message
  return Object.values(error)
    .map(messageIn)
    .find((message) => message !== undefined)
}

function ResultDialog(props: EnabledProjects & { onClose: () => void }) {
  const { addedProjects: added, knownProjects: known } = props
  return (
    <Dialog
      title={added.length === 0 ? 'No project was new' : `${countText(added.length, 'project')} enabled`}
      onClose={props.onClose}
    >
      <DialogBody>
        <Ids title="Enabled now" ids={added} />
        <Ids title="Enabled already" ids={known} />
        <p className="text-muted">
          To manage a project here, add it with “Add project” and an access key of its own.
        </p>
      </DialogBody>
      <DialogActions>
        <Button variant="primary" onClick={props.onClose} data-first-focus>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Ids({ title, ids }: { title: string; ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 font-medium">{title}</h3>
      <ul aria-label={title} className="font-mono text-sm">
        {ids.map((id) => (
          <li key={id} className="break-all">
            {id}
          </li>
        ))}
      </ul>
    </section>
  )
}
