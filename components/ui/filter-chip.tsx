'use client'
import { cx } from 'class-variance-authority'
import { ChevronDown, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Popover } from './popover'

/**
 * A filter that reads as a sentence, e.g. "Result **Failed, Busy**"; pressing it opens its fields. Without a `value` it says "any".
 * With `onClear` a set filter can be taken back with one press.
 */
export function FilterChip(props: {
  label: string
  value?: string
  onClear?: () => void
  children: (close: () => void) => ReactNode
}) {
  const isSet = Boolean(props.value)
  return (
    <span
      data-filter
      className={cx(
        'inline-flex max-w-full items-center rounded border',
        isSet ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
      )}
    >
      <Popover
        role="dialog"
        label={props.label}
        className="w-72 p-3"
        onOpen={(panel) => panel.querySelector<HTMLElement>('input, select, button, [tabindex]')?.focus()}
        trigger={(trigger) => (
          <button
            type="button"
            {...trigger}
            className="inline-flex min-h-[30px] min-w-0 items-center gap-2 rounded px-2.5 text-muted hover:text-text"
          >
            <span>{props.label}</span>
            <bdi className="truncate font-medium text-text" title={props.value || undefined}>
              {props.value || 'any'}
            </bdi>
            {!(isSet && props.onClear) && <ChevronDown aria-hidden className="size-3.5 text-faint" />}
          </button>
        )}
      >
        {props.children}
      </Popover>
      {isSet && props.onClear && (
        <button
          type="button"
          aria-label={`Clear ${props.label.toLowerCase()}`}
          onClick={(event) => {
            // The button goes away with the value; the filter itself stays and takes the focus.
            event.currentTarget.closest('[data-filter]')?.querySelector('button')?.focus()
            props.onClear?.()
          }}
          className="inline-flex size-[30px] items-center justify-center rounded text-muted hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  )
}
