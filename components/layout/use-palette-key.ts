'use client'
import { useEffect, useEffectEvent } from 'react'

/** Calls `toggle` on Ctrl K or ⌘ K, wherever the focus is. */
export function usePaletteKey(toggle: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (
      event.key.toLowerCase() !== 'k' ||
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.shiftKey
    )
      return
    event.preventDefault()
    toggle()
  })
  // An effect, because the key must work when nothing of the page has the focus: only the window hears it then.
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
