'use client'
import { useState } from 'react'
import { LiveRegion } from '@/components/ui/live-region'

/**
 * Says once what a search found; `name` tells searches apart. One that goes with the time finds more every few seconds, and nobody wants that
 * read out.
 */
export function FoundAnnouncement({ name, text }: { name: string; text: string | undefined }) {
  const [said, setSaid] = useState({ name, text })
  const isOver = said.text !== undefined && /^\d/.test(said.text)
  if (said.name !== name || (!isOver && text !== said.text)) setSaid({ name, text })
  return <LiveRegion>{said.text ?? ''}</LiveRegion>
}
