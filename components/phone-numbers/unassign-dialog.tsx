'use client'
import { ConfirmDialog } from '@/components/forms/confirm-dialog'
import { useStartJob } from '@/lib/client/job-writes'
import type { NumberKey } from '@/lib/client/phone-numbers'
import { countText, numberText, phoneText } from '@/lib/format'
import { PlaceList } from './assign-dialog'
import { sortSelection } from '@/lib/client/number-places'

// From here on it is more than can be put back by hand.
const manyNumbers = 20

/** Takes numbers off the trunks they are on; what is on none is left out. */
export function UnassignDialog(props: {
  projectId: string
  numbers: readonly NumberKey[]
  onStarted: (jobId: string) => void
  onClose: () => void
}) {
  const start = useStartJob(props.projectId)
  const onTrunks = props.numbers.filter(({ trunkId }) => trunkId !== '')
  const { elsewhere } = sortSelection(onTrunks, '')
  const [first] = onTrunks
  const what =
    onTrunks.length === 1 && first ? phoneText(first.phoneNumber) : countText(onTrunks.length, 'phone number')
  const others = props.numbers.length - onTrunks.length
  return (
    <ConfirmDialog
      title={`Take ${what} off ${onTrunks.length === 1 ? 'its trunk' : 'their trunks'}?`}
      verb="Take off"
      typed={onTrunks.length > manyNumbers ? String(onTrunks.length) : undefined}
      onConfirm={async () => {
        const job = await start.mutateAsync({
          kind: 'assign_numbers',
          trunkId: '',
          mayLeave: elsewhere.map(({ id }) => id),
          phoneNumbers: onTrunks.map(({ phoneNumber }) => phoneNumber),
        })
        props.onStarted(job.id)
      }}
      onClose={props.onClose}
    >
      <p>
        Calls to {onTrunks.length === 1 ? 'it' : 'them'} are not delivered any more until{' '}
        {onTrunks.length === 1 ? 'it is' : 'they are'} on a trunk again. The subscription goes on and is
        charged.
      </p>
      <PlaceList places={elsewhere} />
      {others > 0 && (
        <p className="text-muted">
          {others === 1 ? '1 number is' : `${numberText(others)} numbers are`} on no trunk and left as it is.
        </p>
      )}
    </ConfirmDialog>
  )
}
