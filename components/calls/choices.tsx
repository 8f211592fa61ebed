import { cx } from 'class-variance-authority'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Name } from '@/components/ui/name'

/** A few values of a filter, one under the other; a press chooses one or takes it back. */
export function Choices<Value extends string>(props: {
  label: string
  options: readonly { value: Value; label: ReactNode }[]
  chosen: readonly string[]
  onChoose: (value: Value) => void
  /** The first of them takes the focus when it comes up. */
  takesFocus?: boolean
}) {
  return (
    <div role="group" aria-label={props.label} className="-mx-1 flex flex-col">
      {props.options.map(({ value, label }, index) => {
        const isChosen = props.chosen.includes(value)
        return (
          <button
            key={value}
            type="button"
            autoFocus={props.takesFocus && index === 0}
            aria-pressed={isChosen}
            onClick={() => props.onChoose(value)}
            className="flex min-h-8 items-center gap-2 rounded px-2 text-left hover:bg-sunken"
          >
            <Check aria-hidden className={cx('size-4 shrink-0 text-accent', !isChosen && 'invisible')} />
            <span className="min-w-0 flex-1">{typeof label === 'string' ? <Name>{label}</Name> : label}</span>
          </button>
        )
      })}
    </div>
  )
}

/** Values after one of them was pressed: it is added, or taken out if it was among them. */
export function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
}
