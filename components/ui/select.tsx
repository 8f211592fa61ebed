import { cx } from 'class-variance-authority'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { inputLook } from './input-look'

/** One choice of a select. */
export interface SelectOption {
  value: string
  label: string
  disabled?: boolean
}

/** The platform's own select: right on a phone, found by typing on a keyboard. Use it controlled with `onValue` or inside a form by name. */
export function Select({
  options,
  onValue,
  className,
  ...rest
}: ComponentProps<'select'> & { options: readonly SelectOption[]; onValue?: (value: string) => void }) {
  return (
    <span className="relative inline-block max-w-full">
      <select
        {...rest}
        onChange={(event) => {
          rest.onChange?.(event)
          onValue?.(event.currentTarget.value)
        }}
        className={cx(inputLook, 'appearance-none pr-8', className)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-faint"
      />
    </span>
  )
}
