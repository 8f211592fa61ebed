'use client'
import { useSyncExternalStore } from 'react'

const tickMs = 1_000

/** The browser's clock in whole seconds since the epoch, each second anew; undefined on the server, whose clock is another one. */
export function useNowInSeconds(): number | undefined {
  return useSyncExternalStore(subscribe, nowInSeconds, unknown)
}

function unknown() {
  return undefined
}

function subscribe(tick: () => void) {
  const timer = setInterval(tick, tickMs)
  return () => clearInterval(timer)
}

function nowInSeconds() {
  return Math.floor(Date.now() / tickMs)
}
