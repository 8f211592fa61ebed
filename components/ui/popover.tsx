'use client'
import { cx } from 'class-variance-authority'
import { useId, useRef, useState, type ReactNode, type RefObject } from 'react'
import { followAnchor, placeBelow } from './placement'
import { hideTooltipsOutside } from './tooltip'

/** What a trigger must spread on its `<button>`. */
export interface TriggerProps {
  ref: RefObject<HTMLButtonElement | null>
  popoverTarget: string
  'aria-haspopup': 'menu' | 'dialog'
  'aria-expanded': boolean
  'aria-controls'?: string
}

/**
 * A native popover below its trigger: the browser closes it on Escape or a click elsewhere and gives focus back. Its content exists only
 * while it is open, so that nothing has to be reset.
 */
export function Popover(props: {
  trigger: (trigger: TriggerProps) => ReactNode
  label: string
  role: 'menu' | 'dialog'
  align?: 'start' | 'end'
  className?: string
  onOpen?: (popover: HTMLElement) => void
  onKeyDown?: (event: React.KeyboardEvent<HTMLDivElement>) => void
  children: (close: () => void) => ReactNode
}) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const following = useRef<AbortController>(undefined)
  const [open, setOpen] = useState(false)
  const place = () => {
    if (anchor.current && panel.current) placeBelow(panel.current, anchor.current, props.align ?? 'start')
  }

  return (
    <>
      {props.trigger({
        ref: anchor,
        popoverTarget: id,
        'aria-haspopup': props.role,
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
      })}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role={props.role}
        aria-label={props.label}
        onKeyDown={props.onKeyDown}
        onBeforeToggle={(event) => {
          if (event.newState !== 'open') return
          setOpen(true)
          place()
        }}
        onToggle={(event) => {
          following.current?.abort()
          // Not earlier: the browser gives the focus back only while it still is inside the popover.
          setOpen(event.newState === 'open')
          if (event.newState !== 'open') return
          place()
          hideTooltipsOutside(event.currentTarget)
          following.current = followAnchor(place)
          props.onOpen?.(event.currentTarget)
        }}
        className={cx(
          'fixed max-w-[calc(100vw-1rem)] overflow-auto overscroll-contain rounded-lg border border-line-strong bg-raised text-text shadow-lg',
          props.className,
        )}
      >
        {open && props.children(() => document.getElementById(id)?.hidePopover())}
      </div>
    </>
  )
}
