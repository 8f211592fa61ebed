'use client'
import { useState, useSyncExternalStore, type ReactNode } from 'react'

const tickMs = 1000

/**
 * Tells its children how many seconds a wait has lasted; `wait` names what is awaited, and is undefined while nothing is. What it shows stays
 * the same element through all of it, and keeps the focus.
 */
export function WaitedFor(props: { wait: string | undefined; children: (seconds: number) => ReactNode }) {
  const { wait } = props
  const [begun, setBegun] = useState(() => ({ wait, at: nowInSeconds() }))
  if (begun.wait !== wait) setBegun({ wait, at: nowInSeconds() })
  const isWaiting = wait !== undefined
  const clock = isWaiting ? nowInSeconds : standing
  const now = useSyncExternalStore(isWaiting ? subscribe : idle, clock, clock)
  return props.children(isWaiting ? Math.max(0, now - begun.at) : 0)
}

function subscribe(tick: () => void) {
  const timer = setInterval(tick, tickMs)
  return () => clearInterval(timer)
}

function idle() {
  return () => undefined
}

function standing() {
  return 0
}

function nowInSeconds() {
  return Math.floor(Date.now() / 1000)
}
