import { cva, type VariantProps } from 'class-variance-authority'
import type { ReactNode } from 'react'

/** How a button looks, whether it acts or leads somewhere. */
export const buttonLook = cva(
  'inline-flex items-center justify-center gap-2 rounded border font-medium whitespace-nowrap no-underline select-none aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60 disabled:shadow-none',
  {
    variants: {
      variant: {
        primary: 'border-accent bg-accent text-on-accent shadow hover:not-disabled:brightness-110',
        secondary:
          'border-line-strong bg-surface text-text shadow hover:not-disabled:bg-sunken disabled:border-line disabled:bg-transparent disabled:text-faint disabled:opacity-100',
        quiet:
          'border-transparent bg-transparent text-muted hover:not-disabled:bg-sunken hover:not-disabled:text-text disabled:text-faint disabled:opacity-100',
        danger: 'border-bad bg-bad text-on-bad shadow hover:not-disabled:brightness-110',
      },
      size: { sm: 'min-h-7 px-2 py-0.5 text-sm', md: 'min-h-8 px-3 py-[5px] text-base' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

/** What both kinds of button may be told about their look. */
export type ButtonLook = VariantProps<typeof buttonLook> & { icon?: ReactNode }
