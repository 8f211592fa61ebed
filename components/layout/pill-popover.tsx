import type { ReactNode } from 'react'
import { Popover } from '@/components/ui/popover'

/** A pill of the header, or beside a title, that says more when it is pressed. */
export function PillPopover(props: {
  label: string
  /** What the pill shows: a `Badge`. */
  pill: ReactNode
  children: (close: () => void) => ReactNode
}) {
  return (
    <Popover
      role="dialog"
      label={props.label}
      align="end"
      className="w-80 p-4"
      trigger={(trigger) => (
        <button type="button" {...trigger} className="inline-flex min-h-6 items-center rounded-full">
          {props.pill}
        </button>
      )}
    >
      {props.children}
    </Popover>
  )
}
