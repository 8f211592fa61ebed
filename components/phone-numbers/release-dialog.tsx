'use client'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { useReleaseNumber } from '@/lib/client/number-writes'
import type { NumberRow } from '@/lib/client/phone-numbers'
import { phoneText } from '@/lib/format'

/** Ends the subscription of a number, after the number was written out. */
export function ReleaseDialog(props: { projectId: string; row: NumberRow; onClose: () => void }) {
  const { phoneNumber, trunkId, trunkName, etag } = props.row
  const release = useReleaseNumber(props.projectId)
  return (
    <ConfirmDialog
      title={`Release ${phoneText(phoneNumber)}?`}
      verb="Release number"
      done={`${phoneText(phoneNumber)} released`}
      typed={phoneNumber}
      onConfirm={async () => {
        await release.mutateAsync({ phoneNumber, etag })
        props.onClose()
      }}
      onClose={props.onClose}
    >
      <p>
        The subscription ends: nothing is charged for another month, and when the time that is paid for is
        over the number is gone and may be rented by anyone. It may never come back.
      </p>
      {trunkId !== '' && (
        <p>
          It is on the SIP trunk <b className="font-medium wrap-anywhere">{trunkName || trunkId}</b> now;
          calls to it arrive there until then.
        </p>
      )}
    </ConfirmDialog>
  )
}
