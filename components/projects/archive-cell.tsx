'use client'
import { useQuery } from '@tanstack/react-query'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import { callCoverageQuery } from '@/lib/client/call-archive'
import { gapsText, lagText } from '@/lib/client/call-archive-text'
import { countText, exactTime } from '@/lib/format'
import { dayOf } from './archive-days'

/** What the console's own copy of a project's calls holds, in a line. */
export function ArchiveCell({ projectId }: { projectId: string }) {
  const { data, error } = useQuery(callCoverageQuery(projectId))
  if (error && !data) return <span className="text-faint">Not known</span>
  // Two lines, as most will have, so that nothing moves when it comes.
  if (!data) return <span className="block min-h-10" />
  if (data.state === 'off') return <span className="block min-h-10 text-muted">Not kept</span>
  return (
    <span className="block min-h-10">
      <span className="flex flex-wrap items-center gap-x-2">
        {countText(data.calls, 'call')}
        {data.state === 'failing' && <Badge tone="bad">Reading fails</Badge>}
        {data.state === 'syncing' && <Badge tone="info">Filling</Badge>}
      </span>
      <span className="block text-xs text-muted">
        {data.from === null ? (
          'nothing read yet'
        ) : (
          <>
            since <LocalTime value={data.from} text={dayOf} title={exactTime} />, {lagText(data.lagSeconds)},{' '}
            {gapsText(data)}
          </>
        )}
      </span>
    </span>
  )
}
