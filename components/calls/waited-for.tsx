'use client'
import { useState, useSyncExternalStore, type ReactNode } from 'react'

const tickMs = 1000

/** Shown while something is awaited: its children get how many seconds that has lasted. Mount it when the wait begins. */
export function WaitedFor({ children }: { children: (seconds: number) => ReactNode }) {
  const [since] = useState(nowInSeconds)
  const now = useSyncExternalStore(subscribe, nowInSeconds, nowInSeconds)
  return children(Math.max(0, now - since))
}

function subscribe(tick: () => void) {
  const timer = setInterval(tick, tickMs)
  return () => clearInterval(timer)
}

function nowInSeconds() {
  return Math.floor(Date.now() / 1000)
}
