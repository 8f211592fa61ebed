'use client'
import { useEffect } from 'react'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** What a person did before the page listened. */
interface EarlyActions {
  /** What was written and chosen, field by field: the value, or whether it is ticked. */
  entered: readonly (readonly [Control, string | boolean])[]
  /** The button that was pressed last. */
  pressed?: HTMLElement
}

declare global {
  interface Window {
    /** Ends the keeping and gives what was kept; gone once it was called. */
    takeEarlyActions?: () => EarlyActions
  }
}

// Runs before any of the page's own code, so it is text: the page is on the screen as soon as its HTML is, and listens only later.
const script = `(() => {
  let pressed
  const entered = new Map()
  const keepPress = (event) => {
    const button = event.isTrusted && event.target instanceof Element && event.target.closest('button')
    if (!button) return
    event.preventDefault()
    event.stopImmediatePropagation()
    pressed = button
  }
  const keepEntry = ({ target }) => {
    if (target instanceof Element && target.matches('input, select, textarea'))
      entered.set(target, /^(checkbox|radio)$/.test(target.type) ? target.checked : target.value)
  }
  const kinds = { click: keepPress, input: keepEntry, change: keepEntry }
  for (const kind in kinds) addEventListener(kind, kinds[kind], true)
  window.takeEarlyActions = () => {
    for (const kind in kinds) removeEventListener(kind, kinds[kind], true)
    delete window.takeEarlyActions
    return { entered: [...entered], pressed }
  }
})()`

/** Keeps what a person who is faster than the page writes, chooses and presses, and does it when the page listens. Links work by themselves. */
export function EarlyActions({ nonce }: { nonce: string }) {
  useEffect(() => {
    // Not at once: the router is around this, so its effects come later than this one.
    const timer = setTimeout(() => {
      const { entered = [], pressed } = window.takeEarlyActions?.() ?? {}
      for (const [control, value] of entered) if (control.isConnected) enter(control, value)
      if (pressed?.isConnected) pressed.click()
    })
    return () => clearTimeout(timer)
  }, [])
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce from scripts once they have used it.
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: script }}
    />
  )
}

/** Enters a value as a person does. React takes an event for news only where the value is another than it has seen last. */
function enter(control: Control, value: string | boolean): void {
  if (typeof value === 'boolean') {
    if (!(control instanceof HTMLInputElement)) return
    control.checked = !value
    control.click()
    return
  }
  // What it sees is what is set on the element itself, and not what is set as by the browser.
  control.value = `${value} `
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.dispatchEvent(new Event('change', { bubbles: true }))
}
