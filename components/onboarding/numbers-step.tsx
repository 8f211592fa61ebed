'use client'
import { useEffect, useEffectEvent, useRef, useState, type FormEvent } from 'react'
import type { DraftAnswers } from '@/lib/client/onboarding'
import type { NumberRow } from '@/lib/client/phone-numbers'
import { countText } from '@/lib/format'
import { ChosenNumbers } from './chosen-numbers'
import { FreeNumbers } from './free-numbers'
import { SaleChoice } from './sale-choice'
import { StepFrame, focusStart, type StepProps } from './step-frame'
import { TakenPlaces, placesTaken } from './taken-places'

type Numbers = NonNullable<DraftAnswers['numbers']>

const mostAssigned = 1_000
const mostRented = 20

/** The numbers whose calls go to the trunk: those that the project has, and those that are rented for it. There may be none. */
export function NumbersStep(step: StepProps) {
  const { answers } = step
  const frame = useRef<HTMLFormElement>(null)
  const [seen, setSeen] = useState<ReadonlyMap<string, NumberRow>>(new Map())
  const [asked, setAsked] = useState(false)
  const numbers: Numbers = answers.numbers ?? { assign: [], rent: [] }
  const trunkId = answers.trunk?.use === 'existing' ? answers.trunk.id : ''
  const places = placesTaken(numbers.assign, seen, trunkId)
  const open = places.filter(({ isConfirmed }) => !isConfirmed)

  const begin = useEffectEvent(() => focusStart(frame.current))
  // An effect, because the focus belongs to the document.
  useEffect(() => begin(), [])

  const edit = (next: Numbers) => step.onEdit({ ...answers, numbers: next })
  const toggle = (rows: readonly NumberRow[], on: boolean) => {
    const names = new Set(rows.map(({ phoneNumber }) => phoneNumber))
    const others = numbers.assign.filter(({ phoneNumber }) => !names.has(phoneNumber))
    const added = rows.map(({ phoneNumber }) => ({ phoneNumber, mayLeave: [] }))
    setSeen(new Map([...seen, ...rows.map((row) => [row.phoneNumber, row] as const)]))
    edit({ ...numbers, assign: on ? [...others, ...added] : others })
  }
  const tooMany =
    numbers.assign.length > mostAssigned
      ? `${countText(mostAssigned, 'number')} at once at most; the rest can follow on the page of the trunk.`
      : numbers.rent.length > mostRented
        ? `Rent ${countText(mostRented, 'number')} at once at most.`
        : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (open.length > 0) frame.current?.querySelector<HTMLElement>('[data-taken]:not(:checked)')?.focus()
    else if (!tooMany) step.onContinue({ ...answers, numbers })
  }

  return (
    <form ref={frame} noValidate onSubmit={submit}>
      <StepFrame
        title="Phone numbers"
        sentence="Calls to these numbers go to the trunk’s endpoint. They come last, so that no call meets a trunk without one."
        onBack={step.onBack}
        next={numbers.assign.length + numbers.rent.length === 0 ? 'Continue without numbers' : undefined}
        notice={
          asked && tooMany ? (
            <p role="alert" className="text-sm text-bad">
              {tooMany}
            </p>
          ) : undefined
        }
      >
        {step.problems.length > 0 && (
          <ul role="alert" className="flex list-disc flex-col gap-1 pl-5 text-bad">
            {step.problems.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        )}
        <ChosenNumbers numbers={numbers} made={step.made.numbers} onChange={edit} />
        <TakenPlaces
          places={places}
          isAsked={asked}
          onConfirm={(place, on) =>
            edit({
              ...numbers,
              assign: numbers.assign.map((one) => {
                if (!place.numbers.includes(one.phoneNumber)) return one
                const others = one.mayLeave.filter((id) => id !== place.id)
                return { ...one, mayLeave: on ? [...others, place.id] : others }
              }),
            })
          }
          onLeaveOut={(place) =>
            edit({
              ...numbers,
              assign: numbers.assign.filter(({ phoneNumber }) => !place.numbers.includes(phoneNumber)),
            })
          }
        />
        <FreeNumbers
          projectId={step.projectId}
          trunkId={trunkId}
          chosen={new Set(numbers.assign.map(({ phoneNumber }) => phoneNumber))}
          made={step.made.numbers}
          onToggle={toggle}
        />
        <SaleChoice
          projectId={step.projectId}
          rent={numbers.rent}
          onAdd={({ phoneNumber, monthlyPrice, setupPrice }) =>
            edit({ ...numbers, rent: [...numbers.rent, { phoneNumber, monthlyPrice, setupPrice }] })
          }
        />
      </StepFrame>
    </form>
  )
}
