'use client'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Popover } from '@/components/ui/popover'

/** Something of the page that is chosen like a filter but filters nothing, e.g. "Times in **UTC**". */
export function QuietChip(props: {
  label: string
  value: ReactNode
  children: (close: () => void) => ReactNode
}) {
  return (
    <Popover
      role="dialog"
      label={props.label}
      className="w-72 p-3"
      onOpen={(panel) => panel.querySelector<HTMLElement>('input, button')?.focus()}
      trigger={(trigger) => (
        <button
          type="button"
          {...trigger}
          className="inline-flex min-h-8 max-w-full min-w-0 items-center gap-2 rounded px-2 text-muted hover:bg-sunken hover:text-text"
        >
          <span className="whitespace-nowrap">{props.label}</span>
          <span className="truncate font-medium text-text">{props.value}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </button>
      )}
    >
      {props.children}
    </Popover>
  )
}
