'use client'
import { useId, useState, type FormEvent } from 'react'
import type { Picked } from '@/components/forms/object-picker'
import { useSingleRun } from '@/components/forms/use-single-run'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { useStartJob } from '@/lib/client/job-writes'
import { sortSelection, type Place } from '@/lib/client/number-places'
import type { NumberKey } from '@/lib/client/phone-numbers'
import { countText, numberText, phoneText } from '@/lib/format'
import { TrunkPicker } from './trunk-picker'

/**
 * Puts numbers on a trunk. What is used elsewhere now is named with its numbers and stays there unless it is confirmed on its own; the
 * server leaves a number alone that has come to be anywhere else by the time its turn comes.
 */
export function AssignDialog(props: {
  projectId: string
  numbers: readonly NumberKey[]
  onStarted: (jobId: string) => void
  onClose: () => void
}) {
  const { projectId, numbers } = props
  const confirmId = useId()
  const start = useStartJob(projectId)
  const [trunk, setTrunk] = useState<Picked>()
  const [confirmed, setConfirmed] = useState(false)
  const [asked, setAsked] = useState(false)
  const { free, there, elsewhere } = sortSelection(numbers, trunk?.id ?? '')
  const moved = elsewhere.flatMap((place) => place.numbers)
  const wanted = trunk === undefined ? [] : confirmed ? [...free, ...moved] : free
  const problem =
    trunk === undefined
      ? 'Choose a SIP trunk.'
      : wanted.length > 0
        ? undefined
        : moved.length > 0
          ? 'Every number is used elsewhere: confirm that they are to be moved.'
          : 'Every number is on this trunk already.'

  const assign = useSingleRun(async () => {
    if (trunk === undefined || problem !== undefined) return
    const mayLeave = confirmed ? elsewhere.map(({ id }) => id) : []
    try {
      const job = await start.mutateAsync({
        kind: 'assign_numbers',
        trunkId: trunk.id,
        mayLeave,
        phoneNumbers: wanted,
      })
      props.onStarted(job.id)
    } catch {
      // Shown below from the state of the mutation.
    }
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    void assign()
  }

  const [only] = numbers
  return (
    <Dialog
      title={
        numbers.length === 1 && only
          ? `Assign ${phoneText(only.phoneNumber)}`
          : `Assign ${countText(numbers.length, 'phone number')}`
      }
      description="Inbound calls to a number go to the endpoints of its trunk."
      onClose={() => !start.isPending && props.onClose()}
    >
      <form noValidate onSubmit={submit}>
        <DialogBody>
          <TrunkPicker
            projectId={projectId}
            label="SIP trunk"
            chosenId={trunk?.id}
            onPick={(picked) => {
              setTrunk(picked)
              // What is elsewhere depends on the trunk, so it is looked at anew.
              setConfirmed(false)
              setAsked(false)
            }}
          />
          {trunk && (
            <div role="status" className="flex flex-col gap-1">
              {free.length > 0 && (
                <p>
                  {countText(free.length, 'number')} not in use will be assigned to {trunk.name}.
                </p>
              )}
              {there.length > 0 && (
                <p className="text-muted">{onThere(there.length)} already and left as it is.</p>
              )}
            </div>
          )}
          {trunk && moved.length > 0 && (
            <div className="flex flex-col gap-2 rounded bg-warn-soft px-4 py-3">
              <p className="font-medium">
                {moved.length === 1
                  ? '1 number is used elsewhere now'
                  : `${numberText(moved.length)} numbers are used elsewhere now`}
              </p>
              <PlaceList places={elsewhere} />
              <label htmlFor={confirmId} className="flex min-h-6 cursor-pointer items-start gap-2">
                <input
                  id={confirmId}
                  type="checkbox"
                  checked={confirmed}
                  onChange={(event) => setConfirmed(event.target.checked)}
                  className="mt-0.5 size-4 accent-accent"
                />
                <span>
                  Move {moved.length === 1 ? 'it' : `these ${numberText(moved.length)}`} to {trunk.name};
                  their calls stop arriving where they arrive now.
                </span>
              </label>
            </div>
          )}
          {asked && problem && (
            <p role="alert" className="text-sm text-bad">
              {problem}
            </p>
          )}
          {start.isError && <ErrorNotice error={start.error} />}
        </DialogBody>
        <DialogActions>
          <Button onClick={props.onClose} disabled={start.isPending}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={start.isPending}>
            {verb(free.length, confirmed ? moved.length : 0)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

const shownNumbers = 6

/** Where numbers are used now, each place with its first numbers. */
export function PlaceList({ places }: { places: readonly Place[] }) {
  return (
    <ul className="max-h-48 list-disc overflow-y-auto pl-5" tabIndex={0} aria-label="Where they are used now">
      {places.map(({ id, name, numbers }) => (
        <li key={id}>
          <b className="font-medium wrap-anywhere">{name}</b>
          {numbers.length > 0 && ': '}
          {numbers.slice(0, shownNumbers).map((number, index) => (
            <span key={number}>
              {index > 0 && ', '}
              <span className="font-mono text-sm whitespace-nowrap">{phoneText(number)}</span>
            </span>
          ))}
          {numbers.length > shownNumbers && ` and ${numberText(numbers.length - shownNumbers)} more`}
        </li>
      ))}
    </ul>
  )
}

function onThere(count: number): string {
  return count === 1 ? '1 number is on this trunk' : `${numberText(count)} numbers are on this trunk`
}

function verb(free: number, moved: number): string {
  if (free === 0 && moved === 0) return 'Assign'
  if (moved === 0) return `Assign ${countText(free, 'number')}`
  return free === 0
    ? `Move ${countText(moved, 'number')}`
    : `Assign ${numberText(free)} and move ${numberText(moved)}`
}
