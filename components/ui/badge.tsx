import { cva } from 'class-variance-authority'
import type { ReactNode } from 'react'

/** The four meanings and none. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'

const look = cva(
  'inline-flex items-center gap-1.5 rounded-full px-2 py-px text-xs/5 font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'bg-sunken text-muted',
        good: 'bg-good-soft text-good',
        warn: 'bg-warn-soft text-warn',
        bad: 'bg-bad-soft text-bad',
        info: 'bg-info-soft text-info',
      } satisfies Record<Tone, string>,
    },
  },
)

/** A state in one or two words; the tone only repeats what the words say. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span className={look({ tone })}>
      {icon}
      {children}
    </span>
  )
}
