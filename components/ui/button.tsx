import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'

const look = cva(
  'inline-flex items-center justify-center gap-2 rounded border font-medium whitespace-nowrap no-underline select-none aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60',
  {
    variants: {
      variant: {
        primary: 'border-accent bg-accent text-on-accent shadow hover:not-disabled:brightness-110',
        secondary: 'border-line-strong bg-surface text-text shadow hover:not-disabled:bg-sunken',
        quiet: 'border-transparent bg-transparent text-muted hover:not-disabled:bg-sunken hover:text-text',
        danger: 'border-bad bg-bad text-on-bad shadow hover:not-disabled:brightness-110',
      },
      size: { sm: 'min-h-7 px-2 py-0.5 text-sm', md: 'min-h-8 px-3 py-[5px] text-base' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

type Look = VariantProps<typeof look> & { icon?: ReactNode }

type ButtonProps = ComponentProps<'button'> & Look & { pending?: boolean }

/** A button; `pending` keeps its width and focus while the work runs, and swallows further clicks. */
export function Button({ variant, size, pending, icon, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={look({ variant, size, className })}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest['aria-disabled']}
      onClick={(event) => {
        if (pending) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {pending ? <LoaderCircle aria-hidden className="turn size-4 shrink-0" /> : icon}
      {children}
    </button>
  )
}

/** A link that looks like a button, for actions that are pages. */
export function ButtonLink({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return (
    <Link {...rest} className={look({ variant, size, className })}>
      {icon}
      {children}
    </Link>
  )
}
