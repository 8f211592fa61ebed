'use client'
import { X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { countText, moneyText, phoneText } from '@/lib/format'

type Numbers = NonNullable<DraftAnswers['numbers']>

/** The numbers that were chosen so far, each with the way to leave it out again. */
export function ChosenNumbers(props: {
  numbers: Numbers
  /** What a run has put on the trunk already. */
  made: ReadonlySet<string>
  onChange: (numbers: Numbers) => void
}) {
  const { numbers, made } = props
  const { assign, rent } = numbers
  if (assign.length + rent.length === 0) {
    return (
      <p className="rounded bg-sunken px-4 py-3">
        No number is chosen. The trunk can be set up without one, and takes inbound calls as soon as it gets
        one.
      </p>
    )
  }
  return (
    <div>
      <h3 className="font-medium">
        {[
          ...(assign.length > 0 ? [`${countText(assign.length, 'number')} chosen`] : []),
          ...(rent.length > 0 ? [`${countText(rent.length, 'number')} to rent`] : []),
        ].join(', ')}
      </h3>
      {/* A box that scrolls can be reached by keyboard. */}
      <ul
        tabIndex={0}
        aria-label="Chosen numbers"
        className="mt-1 flex max-h-56 flex-wrap gap-x-4 overflow-auto"
      >
        {assign.map(({ phoneNumber }) => (
          <Chosen
            key={phoneNumber}
            phoneNumber={phoneNumber}
            note={made.has(phoneNumber) ? 'on the trunk already' : undefined}
            onLeaveOut={
              made.has(phoneNumber)
                ? undefined
                : () =>
                    props.onChange({
                      ...numbers,
                      assign: assign.filter((one) => one.phoneNumber !== phoneNumber),
                    })
            }
          />
        ))}
        {rent.map(({ phoneNumber, monthlyPrice }) => (
          <Chosen
            key={phoneNumber}
            phoneNumber={phoneNumber}
            note={
              made.has(phoneNumber)
                ? 'rented already'
                : monthlyPrice
                  ? `${moneyText(monthlyPrice)} a month`
                  : 'to rent'
            }
            onLeaveOut={
              made.has(phoneNumber)
                ? undefined
                : () =>
                    props.onChange({
                      ...numbers,
                      rent: rent.filter((one) => one.phoneNumber !== phoneNumber),
                    })
            }
          />
        ))}
      </ul>
    </div>
  )
}

function Chosen(props: { phoneNumber: string; note?: string; onLeaveOut?: () => void }) {
  return (
    <li className="flex min-h-8 items-center gap-1">
      <span className="font-mono text-sm whitespace-nowrap">{phoneText(props.phoneNumber)}</span>
      {props.note && <span className="text-sm text-muted">{props.note}</span>}
      {props.onLeaveOut && (
        <IconButton
          label={`Leave out ${phoneText(props.phoneNumber)}`}
          icon={<X />}
          onClick={props.onLeaveOut}
          className="size-6!"
        />
      )}
    </li>
  )
}
