'use client'
import { cx } from 'class-variance-authority'
import type { ReactNode } from 'react'

/**
 * A native modal dialog, open as long as it is mounted. The browser keeps focus inside, makes the page behind inert and gives focus back
 * to where it came from; `data-first-focus` marks what is to have it first. `onClose` is a request: the owner may refuse by staying mounted.
 */
export function Modal(props: {
  labelledBy: string
  describedBy?: string
  role?: 'dialog' | 'alertdialog'
  className: string
  onClose: () => void
  children: ReactNode
}) {
  return (
    <dialog
      ref={openWhileMounted}
      role={props.role}
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      className={cx('m-0 border-line bg-surface p-0 text-text', props.className)}
      // Caught on the key, since browsers let a second Escape through a prevented cancel event.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        props.onClose()
      }}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        props.onClose()
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget && isOutside(event.currentTarget, event)) props.onClose()
      }}
    >
      {props.children}
    </dialog>
  )
}

function openWhileMounted(dialog: HTMLDialogElement) {
  if (!dialog.open) dialog.showModal()
  // The browser takes the first element that can have the focus, and that may be a frame around the field that is meant.
  dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus()
  return () => dialog.close()
}

// A press on the dialog's own scrollbar has the dialog as its target too; only the backdrop lies outside its box.
function isOutside(dialog: HTMLDialogElement, point: { clientX: number; clientY: number }) {
  const box = dialog.getBoundingClientRect()
  return (
    point.clientX < box.left ||
    point.clientX > box.right ||
    point.clientY < box.top ||
    point.clientY > box.bottom
  )
}
