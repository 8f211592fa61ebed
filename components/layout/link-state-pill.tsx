'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleDashed, CloudOff, Hourglass, KeyRound } from 'lucide-react'
import { linkStatusQuery, type LinkStatus } from '@/lib/client/projects'
import { shortTime } from '@/lib/format'
import { Badge, type Tone } from '@/components/ui/badge'

const meaning: Record<LinkStatus['state'], { tone: Tone; icon: typeof CircleCheck }> = {
  ok: { tone: 'good', icon: CircleCheck },
  slow: { tone: 'warn', icon: Hourglass },
  unknown: { tone: 'neutral', icon: CircleDashed },
  unreachable: { tone: 'warn', icon: CloudOff },
  key_rejected: { tone: 'bad', icon: KeyRound },
}

/** How the link to the vendor is, in the header of every page of a project. */
export function LinkStatePill({ projectId }: { projectId: string }) {
  const status = useQuery(linkStatusQuery(projectId))
  if (!status.data) return <Unasked />
  const { state, message } = status.data
  const { tone, icon: Icon } = meaning[state]
  return (
    <span role="status" title={message} className="inline-flex">
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {/* On a phone the icon stands for the words, which stay for assistive technology. */}
        <span className="max-sm:sr-only">{words(status.data)}</span>
      </Badge>
    </span>
  )
}

// Takes the room of the usual words, so that nothing beside it moves when they come.
function Unasked() {
  return (
    <span aria-hidden className="invisible inline-flex">
      <Badge icon={<CircleDashed />}>
        <span className="max-sm:hidden">Vendor reachable</span>
      </Badge>
    </span>
  )
}

function words({ state, since, lastSuccessAt }: LinkStatus): string {
  if (state === 'ok') return 'Vendor reachable'
  if (state === 'slow') return 'Vendor slow'
  if (state === 'key_rejected') return 'Key rejected'
  if (state === 'unknown') return 'Vendor not asked yet'
  const from = lastSuccessAt ?? since
  return from ? `Stale since ${shortTime(from)}` : 'Vendor unreachable'
}
