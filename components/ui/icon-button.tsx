import { cx } from 'class-variance-authority'
import type { ComponentProps, ReactNode } from 'react'

/** A square button with an icon only; the label is what assistive technology reads. */
export function IconButton({
  label,
  icon,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & { label: string; icon: ReactNode }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={cx(
        'inline-flex size-8 shrink-0 items-center justify-center rounded text-muted hover:bg-sunken hover:text-text disabled:cursor-not-allowed disabled:opacity-60 [&_svg]:size-4',
        className,
      )}
    >
      {icon}
    </button>
  )
}
