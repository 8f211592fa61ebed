'use client'
import dynamic from 'next/dynamic'
import type { BarPanelProps } from './bar-panel'

/** Loads what the bar opens, before it is asked for. */
export const loadPanel = () => import('./bar-panel')

/** What is in a part of the bar that was opened, once it is loaded. */
export const SoonPanel = dynamic<BarPanelProps>(() => loadPanel().then((module) => module.BarPanel), {
  ssr: false,
  loading: () => <p className="text-muted">Loading…</p>,
})
