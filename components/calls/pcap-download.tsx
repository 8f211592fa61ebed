'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { pathOf } from '@/lib/client/api'
import { saveFile } from '@/lib/client/save-file'
import { countText } from '@/lib/format'
import { ApiError } from '@/lib/errors'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { directionWord } from './call-words'

const keptDays = 10
const dayMs = 24 * 60 * 60 * 1000

/** The packet captures of a call, while the vendor keeps them. */
export function PcapDownload({ projectId, call }: { projectId: string; call: ArchivedCall }) {
  const [now] = useState(() => Date.now())
  const [pending, setPending] = useState<string>()
  const [error, setError] = useState<unknown>()
  if (!call.pcapId) return <span className="text-faint">None recorded</span>
  const ageDays = call.createTime ? (now - Date.parse(call.createTime)) / dayMs : 0
  if (ageDays > keptDays) {
    return <span className="text-faint">Gone: the vendor keeps captures for {keptDays} days</span>
  }
  const save = async (leg: string) => {
    setPending(leg)
    setError(undefined)
    try {
      await saveCapture(projectId, call.pcapId, leg)
    } catch (failure) {
      setError(failure)
    }
    setPending(undefined)
  }
  const left = Math.floor(keptDays - ageDays)
  return (
    <span className="flex flex-col gap-2">
      <span className="flex flex-wrap gap-2">
        {['OUTBOUND', 'INBOUND'].map((leg) => (
          <Button
            key={leg}
            size="sm"
            pending={pending === leg}
            icon={<Download aria-hidden className="size-3.5" />}
            onClick={() => void save(leg)}
          >
            {directionWord(leg)} leg
          </Button>
        ))}
      </span>
      <span className="text-sm text-muted">
        {left < 1 ? 'Kept for less than a day more' : `Kept for ${countText(left, 'day')} more`}
      </span>
      {Boolean(error) && <ErrorNotice error={error} />}
    </span>
  )
}

// Fetched rather than linked, so that a refusal is shown here and not saved as a broken file.
async function saveCapture(projectId: string, pcapId: string, leg: string): Promise<void> {
  const path = pathOf('projects', projectId, 'calls', 'records', pcapId, 'pcap')
  const response = await fetch(`/api${path}?direction=${leg}`)
  if (!response.ok) {
    throw ApiError.fromBody(await response.json().catch(() => undefined), response.status)
  }
  saveFile(await response.blob(), `${pcapId}-${leg.toLowerCase()}.pcap`)
}
