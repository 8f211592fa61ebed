import { cx } from 'class-variance-authority'
import type { ComponentProps } from 'react'

/** On or off. Name it with `aria-label` or a `<label>`; `onChecked` gets the state that is asked for. */
export function Switch({
  checked,
  onChecked,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'onChange'> & { checked: boolean; onChecked: (checked: boolean) => void }) {
  return (
    <button
      type="button"
      {...rest}
      role="switch"
      aria-checked={checked}
      onClick={() => !rest['aria-disabled'] && onChecked(!checked)}
      className={cx(
        // The visible track is 30 × 18; the padding makes the target 24 pixels high.
        'inline-flex shrink-0 items-center rounded-full py-[3px] aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
        className,
      )}
    >
      <span
        className={cx(
          'flex h-[18px] w-[30px] items-center rounded-full border p-px transition-colors',
          checked ? 'justify-end border-accent bg-accent' : 'justify-start border-faint bg-sunken',
        )}
      >
        <span className={cx('size-3.5 rounded-full', checked ? 'bg-on-accent' : 'bg-faint')} />
      </span>
    </button>
  )
}
