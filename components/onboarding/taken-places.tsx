'use client'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { placesOf, type Place } from '@/lib/client/number-places'
import type { DraftAnswers } from '@/lib/client/onboarding'
import type { NumberRow } from '@/lib/client/phone-numbers'
import { countText, listText, numberText, phoneText } from '@/lib/format'

interface Taken extends Place {
  /** Somebody has said that the numbers may be taken from here. */
  isConfirmed: boolean
}

type Assigned = NonNullable<DraftAnswers['numbers']>['assign']

/** Where chosen numbers are used now, beside the trunk itself; of a number that was not seen on this page the review finds out. */
export function placesTaken(
  assign: Assigned,
  seen: ReadonlyMap<string, NumberRow>,
  trunkId: string,
): Taken[] {
  const places = new Map<string, Taken>()
  for (const { phoneNumber, mayLeave } of assign) {
    const row = seen.get(phoneNumber)
    for (const { id, name } of row ? placesOf(row) : []) {
      if (id === trunkId) continue
      const place = places.get(id) ?? { id, name, numbers: [], isConfirmed: true }
      places.set(id, place)
      place.numbers.push(phoneNumber)
      place.isConfirmed &&= mayLeave.includes(id)
    }
  }
  return [...places.values()]
}

const shownNumbers = 4

/** Asks about numbers that are used elsewhere, one place at a time: taking them stops calls that arrive somewhere now. */
export function TakenPlaces(props: {
  places: readonly Taken[]
  isAsked: boolean
  onConfirm: (place: Taken, on: boolean) => void
  onLeaveOut: (place: Taken) => void
}) {
  const id = useId()
  return props.places.map((place) => {
    const shown = place.numbers.slice(0, shownNumbers).map(phoneText)
    const rest = place.numbers.length - shown.length
    const isOpen = props.isAsked && !place.isConfirmed
    return (
      <div key={place.id} className="flex flex-col gap-2 rounded bg-warn-soft px-4 py-3">
        <p className="font-medium wrap-anywhere">
          {countText(place.numbers.length, 'number is', 'numbers are')} used by {place.name} now
        </p>
        <p className="font-mono text-sm">
          {listText(rest > 0 ? [...shown, `${numberText(rest)} more`] : shown)}
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <label className="flex min-h-6 flex-1 basis-60 cursor-pointer items-start gap-2">
            <input
              type="checkbox"
              data-taken
              checked={place.isConfirmed}
              onChange={(event) => props.onConfirm(place, event.target.checked)}
              aria-invalid={isOpen || undefined}
              aria-describedby={isOpen ? `${id}-${place.id}` : undefined}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 wrap-anywhere">
              Take {place.numbers.length === 1 ? 'it' : 'them'} from {place.name}; calls stop arriving there.
            </span>
          </label>
          <Button size="sm" onClick={() => props.onLeaveOut(place)}>
            Leave {place.numbers.length === 1 ? 'it' : 'them'} there
          </Button>
        </div>
        {isOpen && (
          <p id={`${id}-${place.id}`} role="alert" className="text-sm text-bad">
            Say that {place.numbers.length === 1 ? 'it is' : 'they are'} to be taken, or leave{' '}
            {place.numbers.length === 1 ? 'it' : 'them'} there.
          </p>
        )}
      </div>
    )
  })
}
