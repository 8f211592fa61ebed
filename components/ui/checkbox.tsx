import type { ComponentProps } from 'react'

/** One choice of many. Name it with `aria-label`; `partly` shows that some of what it stands for is chosen. */
export function Checkbox({
  checked,
  partly = false,
  onChecked,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'checked' | 'onChange' | 'className'> & {
  checked: boolean
  partly?: boolean
  onChecked: (checked: boolean) => void
}) {
  return (
    // The label makes a target of 24 pixels.
    <label className="inline-flex size-6 shrink-0 cursor-pointer items-center justify-center">
      <input
        {...rest}
        type="checkbox"
        checked={checked}
        ref={(box) => {
          // There is no attribute for it.
          if (box) box.indeterminate = partly && !checked
        }}
        onChange={(event) => onChecked(event.target.checked)}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  )
}
