'use client'
import { Button } from '@/components/ui/button'

/** Asks before something is thrown away: by default what was typed. */
export function DiscardNotice({
  text = 'What you typed has not been saved.',
  keep = 'Keep editing',
  onKeep,
  onDiscard,
}: {
  text?: string
  keep?: string
  onKeep: () => void
  onDiscard: () => void
}) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-2 rounded-lg bg-warn-soft px-4 py-3">
      <p className="flex-1 basis-48 font-medium">{text}</p>
      {/* Focus moves to the harmless choice, so that a second Enter loses nothing. */}
      <Button ref={(button) => button?.focus()} size="sm" onClick={onKeep}>
        {keep}
      </Button>
      <Button size="sm" variant="danger" onClick={onDiscard}>
        Discard
      </Button>
    </div>
  )
}
