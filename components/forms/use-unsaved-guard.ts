'use client'
import { useEffectEvent, useLayoutEffect } from 'react'
import { holdHistory } from '@/lib/client/history-guard'

/**
 * While `unsaved`, going back or forward stays on the page and calls `onLeave` instead, and the browser asks before it closes or reloads
 * the page.
 */
export function useUnsavedGuard(unsaved: boolean, onLeave: () => void): void {
  const leave = useEffectEvent(onLeave)
  // An effect, because the history and the life of the page belong to the browser. With the layout: it ends before anyone can see that
  // what was not saved is gone, or a quick reload would still be asked about.
  useLayoutEffect(() => {
    if (!unsaved) return
    const here = positionNow()
    let returning = false
    const hold = (event: PopStateEvent) => {
      // Before the router hears of it: for the page, nothing has happened.
      event.stopImmediatePropagation()
      if (returning) {
        returning = false
        return
      }
      const moved = positionNow() - here
      returning = true
      window.history.go(moved === 0 ? 1 : -moved)
      leave()
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    const release = holdHistory(hold)
    window.addEventListener('beforeunload', ask)
    return () => {
      release()
      window.removeEventListener('beforeunload', ask)
    }
  }, [unsaved])
}

// Browsers without the navigation interface do not say where in the history the page is; one step back is the likeliest there.
function positionNow(): number {
  return 'navigation' in window ? (window.navigation.currentEntry?.index ?? 0) : 0
}
