'use client'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import type { Draft } from '@/lib/client/onboarding'
import { useRemoveDraft } from '@/lib/client/onboarding-writes'

/** Throws a draft away, for everybody. */
export function DiscardDraftDialog(props: {
  projectId: string
  draft: Draft
  name: string
  onClose: () => void
}) {
  const { mutateAsync: remove } = useRemoveDraft(props.projectId)
  return (
    <ConfirmDialog
      title={`Discard the draft ${props.name}?`}
      verb="Discard draft"
      done="Draft discarded"
      onConfirm={async () => {
        await remove(props.draft)
        props.onClose()
      }}
      onClose={props.onClose}
    >
      <p>Its answers are lost for everybody. Nothing of it has been sent to the vendor.</p>
    </ConfirmDialog>
  )
}
