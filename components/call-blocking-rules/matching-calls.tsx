'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { api, projectApiPath } from '@/lib/client/api'
import { projectPath } from '@/lib/client/page-path'
import { countText } from '@/lib/format'
import { matchingCalls, type BlockingRule } from '@/lib/rules/blocking-rule-words'

/** How many calls of the last 30 days fit a rule, counted by the vendor when it is asked for; where the vendor cannot count, that is said. */
export function MatchingCalls({ projectId, rule }: { projectId: string; rule: BlockingRule }) {
  const isReadable = [rule.callerMatch, rule.calleeMatch].every((match) => /^\d{0,15}$/.test(match))
  const search = isReadable ? matchingCalls(rule)?.toString() : undefined
  const [asked, setAsked] = useState<string>()
  const count = useQuery({
    queryKey: ['projects', projectId, 'calls', 'count', asked],
    queryFn: ({ signal }) =>
      api<{ total: number }>('GET', `${projectApiPath(projectId, 'calls')}?${asked}&source=live&pageSize=1`, {
        signal,
      }),
    enabled: asked !== undefined && asked === search,
    staleTime: 60_000,
  })
  if (!isReadable) return null
  if (search === undefined)
    return (
      <p className="text-sm text-muted">
        Which calls of the last 30 days it would have blocked cannot be said: the vendor’s search of calls
        knows no countries.
      </p>
    )
  if (asked !== search)
    return (
      <Button size="sm" className="self-start" onClick={() => setAsked(search)}>
        Count the calls that fit
      </Button>
    )
  if (count.error) return <ErrorNotice error={count.error} onRetry={() => void count.refetch()} />
  return (
    <p role="status" className="min-h-7 text-sm">
      {count.data ? (
        <>
          <b className="font-medium">{countText(count.data.total, 'call')}</b> of the last 30 days{' '}
          {count.data.total === 1 ? 'fits' : 'fit'}, those between SIP addresses aside.{' '}
          <a
            href={`${projectPath(projectId, 'calls')}?${search}&source=live`}
            target="_blank"
            rel="noreferrer"
            className="underline underline-offset-2"
          >
            Show them (opens a new tab)
          </a>
        </>
      ) : (
        'Counting…'
      )}
    </p>
  )
}
