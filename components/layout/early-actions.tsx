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
  const keepEntry = ({ target: control }) => {
    if (!(control instanceof Element && control.matches('input, select, textarea'))) return
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
  const keepKey = (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    const opens = (ctrlKey || metaKey) && !altKey && !shiftKey && /^k$/i.test(key)
    const isText = key.length === 1 && !ctrlKey && !metaKey && !altKey
    const isMeant = opens ? document.querySelector('[aria-keyshortcuts]') : isText && keys.length > 0
    if (!event.isTrusted || !isMeant) return
    event.preventDefault()
    keys = opens ? [] : keys
    keys.push({ key, ctrlKey, metaKey })
  }
  addEventListener('keydown', keepKey, true)
  window.takeEarlyKeys = () => {
    removeEventListener('keydown', keepKey, true)
    delete window.takeEarlyKeys
    return keys
  }
})()`

// What was pressed longer ago may not be meant any more.
const pressCountsForMs = 15_000

/**
 * Keeps what a person who is faster than the page writes, chooses and presses, and does it when the page listens. Links work by
 * themselves. A part of the page may come later than the rest: a press on it is kept until then as well.
 */
export function EarlyActions({ nonce }: { nonce: string }) {
  useEffect(() => {
    const waiting: EarlyAction[] = []
    // Not at once: the router is around this, so its effects come later than this one.
    let timer = setTimeout(() => {
      waiting.push(...(window.takeEarlyActions?.() ?? []))
      repeatAll()
    })
    const repeatAll = () => {
      clearTimeout(timer)
      while (waiting[0] && repeat(waiting[0])) waiting.shift()
      if (waiting.length > 0) timer = setTimeout(repeatAll, 50)
    }
    const keepStopped = (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      if (!event.isTrusted || !button) return
      const came = comes(button, 'click')
      setTimeout(() => {
        if (came() || waiting.some((one) => 'button' in one && one.button === button)) return
        waiting.push({ button, pressedAt: performance.now() })
        repeatAll()
      })
    }
    window.addEventListener('click', keepStopped, true)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('click', keepStopped, true)
    }
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

/** Does one thing again; whether that is over: false where the part of the page that it is meant for does not listen yet. */
function repeat(action: EarlyAction): boolean {
  if ('control' in action) {
    if (!action.control.isConnected) return true
    const came = comes(action.control, typeof action.value === 'boolean' ? 'click' : 'input')
    enter(action.control, action.value)
    return came()
  }
  const { button, pressedAt } = action
  const isMeant = performance.now() - pressedAt < pressCountsForMs
  if (!isMeant || !button.isConnected || button.disabled) return true
  const came = comes(button, 'click')
  button.click()
  return came()
}

/** Gives a function that says whether an event of that kind has come to the element since: React stops what is meant for a part that it has not taken over. */
function comes(element: HTMLElement, kind: string): () => boolean {
  const heard = new AbortController()
  element.addEventListener(kind, () => heard.abort(), { signal: heard.signal })
  return () => {
    const { aborted } = heard.signal
    heard.abort()
    return aborted
  }
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
