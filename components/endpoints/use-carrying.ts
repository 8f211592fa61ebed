'use client'
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Carrying } from './carrying'

// What was pressed longer ago may not be meant any more.
const pressCountsForMs = 5_000

/** A press on the handle of an endpoint, which may begin to carry it. */
export type Press = PointerEvent | KeyboardEvent

/** Takes what drag and drop does with a press on the handle of an endpoint, until the function that it gives is called. */
export type Register = (id: string, take: (press: Press) => void) => () => void

/**
 * Loads drag and drop as soon as anything is done on the page, and not with it: most who open a board only read it. A press that is
 * faster than that is done when it has come, if the button is still held or the focus still there.
 */
export function useCarrying() {
  const [loaded, setLoaded] = useState<typeof Carrying>()
  const takers = useRef(new Map<string, (press: Press) => void>())
  const held = useRef<{ id: string; press: Press; at: number }>(undefined)
  // An effect, because what is listened to is the window's.
  useEffect(() => {
    const loading = new AbortController()
    const present = new AbortController()
    const listen = (names: readonly string[], { signal }: AbortController, heard: () => void) => {
      for (const name of names) window.addEventListener(name, heard, { capture: true, passive: true, signal })
    }
    listen(['pointermove', 'pointerdown', 'keydown'], loading, () => {
      import('./carrying').then(
        (module) => {
          if (loading.signal.aborted) return
          loading.abort()
          setLoaded(() => module.Carrying)
        },
        // There was no connection: the next sign asks again, and the menus move endpoints as well.
        () => undefined,
      )
    })
    // Also once it is loaded: a button that is let go before it is drawn carries nothing.
    listen(['pointerup', 'pointercancel'], present, () => (held.current = undefined))
    return () => {
      loading.abort()
      present.abort()
    }
  }, [])

  const press = (id: string, press: Press) => {
    const take = takers.current.get(id)
    if (take) take(press)
    else if (!('code' in press)) held.current = { id, press, at: performance.now() }
    else {
      // A second one puts down what the first would have picked up, and any other key gives it up.
      const picksUp = ['Space', 'Enter'].includes(press.code) && held.current === undefined
      held.current = picksUp ? { id, press, at: performance.now() } : undefined
    }
  }
  const register: Register = (id, take) => {
    const all = takers.current
    all.set(id, take)
    const waiting = held.current
    if (waiting?.id === id) {
      held.current = undefined
      const isHere = waiting.press.type !== 'keydown' || document.activeElement === waiting.press.target
      if (isHere && performance.now() - waiting.at < pressCountsForMs) take(waiting.press)
    }
    return () => void all.delete(id)
  }
  return { Carrying: loaded, register, press }
}
