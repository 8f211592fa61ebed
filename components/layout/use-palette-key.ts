'use client'
import { useEffect, useEffectEvent } from 'react'

let typed = ''
let typedUntil = 0
const waitsForMs = 3_000

/** What was typed between the key that opens the palette and its field having the focus, which takes the keys from now on. */
export function typedMeanwhile(): string {
  typedUntil = 0
  const kept = typed
  typed = ''
  return kept
}

/** Calls `toggle` on Ctrl K or ⌘ K, wherever the focus is. What is typed while the palette is still being loaded is kept for it. */
export function usePaletteKey(toggle: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if (isText && performance.now() < typedUntil) {
      event.preventDefault()
      typed += event.key
      return
    }
    if (
      event.key.toLowerCase() !== 'k' ||
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.shiftKey
    )
      return
    event.preventDefault()
    typed = ''
    typedUntil = document.querySelector('dialog[open]') ? 0 : performance.now() + waitsForMs
    toggle()
  })
  // An effect, because the key must work when nothing of the page has the focus: only the window hears it then.
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    for (const early of window.takeEarlyKeys?.() ?? [])
      window.dispatchEvent(new KeyboardEvent('keydown', { ...early, cancelable: true }))
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
