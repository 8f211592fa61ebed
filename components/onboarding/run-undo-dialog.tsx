'use client'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import type { Run } from '@/lib/client/onboarding'
import { useUndoRun } from '@/lib/client/onboarding-writes'
import { undoPlan } from './run-rows'

/** Asks before what a run has made is taken back: how much of what, in which order, and what stays. */
export function RunUndoDialog({
  projectId,
  run,
  onClose,
}: {
  projectId: string
  run: Run
  onClose: () => void
}) {
  const undo = useUndoRun(projectId)
  const { removed, kept } = undoPlan(run.steps)
  return (
    <ConfirmDialog
      title={`Undo the set-up of “${run.title}”?`}
      verb="Undo what was made"
      done="Undoing has begun"
      onConfirm={async () => {
        await undo.mutateAsync({ runId: run.id })
        onClose()
      }}
      onClose={onClose}
    >
      {removed.length === 0 ? (
        <p>This set-up has made nothing yet, so there is nothing to remove. It ends here.</p>
      ) : (
        <>
          <p>This removes only what this set-up has made, the last first:</p>
          <ol className="list-decimal pl-6 font-medium">
            {removed.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ol>
          <p>Calls that use the trunk fail from then on.</p>
        </>
      )}
      {kept.map((text) => (
        <p key={text} className="text-muted">
          {text}.
        </p>
      ))}
      {run.hasPasswords && <p className="text-muted">The passwords that nobody has seen yet are wiped.</p>}
    </ConfirmDialog>
  )
}
