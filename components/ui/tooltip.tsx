'use client'
import { useId, useRef, type ReactNode } from 'react'
import { placeBelow } from './placement'

/**
 * A sentence that appears on hover and focus of what it wraps, e.g. why a control is disabled. Wrap a control that can take focus
 * (`aria-disabled`, not `disabled`), and give it `aria-describedby` from the function's argument.
 */
export function Tooltip({ text, children }: { text: string; children: (describedBy: string) => ReactNode }) {
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const bubble = useRef<HTMLSpanElement>(null)
  const show = () => {
    if (!anchor.current || !bubble.current || bubble.current.matches(':popover-open')) return
    // It would lie on the menu that is open, and the pointer never meant it: what is below has moved.
    const opened = document.querySelector('[popover=auto]:popover-open')
    if (opened && !opened.contains(anchor.current)) return
    bubble.current.showPopover()
    placeBelow(bubble.current, anchor.current, 'center')
  }
  const hide = () => {
    if (bubble.current?.matches(':popover-open')) bubble.current.hidePopover()
  }
  return (
    <span
      ref={anchor}
      className="inline-flex"
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children(id)}
      <span
        ref={bubble}
        id={id}
        role="tooltip"
        popover="manual"
        className="fixed max-w-72 rounded bg-text px-2 py-1 text-xs whitespace-normal text-bg shadow-lg"
      >
        {text}
      </span>
    </span>
  )
}

/** Hides what is said of anything outside of `panel`, which has just been opened and would lie below it. */
export function hideTooltipsOutside(panel: HTMLElement): void {
  for (const bubble of document.querySelectorAll<HTMLElement>('[role=tooltip]:popover-open'))
    if (!panel.contains(bubble)) bubble.hidePopover()
}
