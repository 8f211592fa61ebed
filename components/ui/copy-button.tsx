'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './icon-button'
import { LiveRegion } from './live-region'

const shownForMs = 2000

/** Copies `value`; `label` says what, e.g. "Copy SIP domain". Says so when the browser refuses. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setOutcome('copied')
    } catch {
      setOutcome('refused')
    }
    setTimeout(() => setOutcome(undefined), shownForMs)
  }
  const message =
    outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'The browser refused; select and copy it' : ''
  return (
    <>
      <IconButton
        label={label}
        title={message || label}
        icon={outcome === 'copied' ? <Check className="text-good" /> : <Copy />}
        onClick={copy}
        className="size-6! [&_svg]:size-3.5!"
      />
      {outcome === 'refused' && <span className="text-xs text-bad">{message}</span>}
      <LiveRegion>{message}</LiveRegion>
    </>
  )
}
