'use client'
import { useEffect } from 'react'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** One thing that a person did before the page listened: what a field holds now or whether it is ticked, or when a button was pressed. */
type EarlyAction =
  { control: Control; value: string | boolean } | { button: HTMLButtonElement; pressedAt: number }

/** A key for the palette: the one that opens it, or one typed after that. */
interface EarlyKey {
  key: string
  ctrlKey: boolean
  metaKey: boolean
}

declare global {
  interface Window {
    /** Ends the keeping and gives what was kept, in order; gone once it was called. */
    takeEarlyActions?: () => EarlyAction[]
    /** The same for keys, which are kept until there is a palette. */
    takeEarlyKeys?: () => EarlyKey[]
  }
}

// What was pressed longer ago may not be meant any more.
const countsForMs = 15_000

// Runs before any of the page's own code, so it is text: the page is on the screen as soon as its HTML is, and listens only later.
// Of a switch, and of all other buttons together, one press is kept: who sees nothing happen presses again.
const script = `(() => {
  let kept = []
  const isSwitch = (button) => button.getAttribute('role') === 'switch'
  const keepPress = (event) => {
    const button = event.isTrusted && event.target instanceof Element && event.target.closest('button')
    if (!button) return
    event.preventDefault()
    event.stopImmediatePropagation()
    kept = kept.filter((one) => !one.button || (isSwitch(button) ? one.button !== button : isSwitch(one.button)))
    kept.push({ button, pressedAt: performance.now() })
  }
  const keepEntry = (event) => {
    const control = event.target
    if (!(control instanceof Element && control.matches('input, select, textarea'))) return
    // React may be there and take over for this very event: it would be heard twice.
    event.stopImmediatePropagation()
    kept = kept.filter((one) => one.control !== control)
    kept.push({ control, value: /^(checkbox|radio)$/.test(control.type) ? control.checked : control.value })
  }
  const kinds = { click: keepPress, input: keepEntry, change: keepEntry }
  for (const kind in kinds) addEventListener(kind, kinds[kind], true)
  window.takeEarlyActions = () => {
    for (const kind in kinds) removeEventListener(kind, kinds[kind], true)
    delete window.takeEarlyActions
    return kept
  }
  let keys = []
  let openedAt = 0
  const forget = () => { keys = [] }
  const keepKey = (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    const opens = (ctrlKey || metaKey) && !altKey && !shiftKey && /^k$/i.test(key)
    const isText = key.length === 1 && !ctrlKey && !metaKey && !altKey
    if (opens && event.isTrusted && document.querySelector('[aria-keyshortcuts]')) {
      forget()
      openedAt = performance.now()
    } else if (key === 'Backspace' && keys.length > 1) {
      event.preventDefault()
      keys.pop()
      return
    } else if (keys.length === 0 || !isText || performance.now() - openedAt > ${countsForMs}) {
      if (!/^(Control|Meta|Shift|Alt)/.test(key)) forget()
      return
    }
    event.preventDefault()
    keys.push({ key, ctrlKey, metaKey })
  }
  addEventListener('keydown', keepKey, true)
  addEventListener('pointerdown', forget, true)
  window.takeEarlyKeys = () => {
    removeEventListener('keydown', keepKey, true)
    removeEventListener('pointerdown', forget, true)
    delete window.takeEarlyKeys
    return performance.now() - openedAt > ${countsForMs} ? [] : keys
  }
})()`

/** Keeps what a person who is faster than the page writes, chooses and presses, and does it when the page listens. Links work by themselves. */
export function EarlyActions({ nonce }: { nonce: string }) {
  useEffect(() => {
    // Not at once: the router is around this, so its effects come later than this one.
    const timer = setTimeout(() => {
      for (const action of window.takeEarlyActions?.() ?? []) repeat(action)
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

function repeat(action: EarlyAction): void {
  if ('button' in action) {
    const isMeant = performance.now() - action.pressedAt < countsForMs
    if (isMeant && action.button.isConnected) action.button.click()
  } else if (action.control.isConnected && !action.control.disabled) enter(action.control, action.value)
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
