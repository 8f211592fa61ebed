'use client'
import { useQuery } from '@tanstack/react-query'
import { useNowInSeconds } from '@/components/ui/now-in-seconds'
import { propagationQuery, type Propagating } from '@/lib/client/propagation'

/** How long the vendor says a change takes. */
export const wholeSeconds = 60

/** A change on its way, with its end by this browser's clock; the server's may differ. */
export interface Pending extends Propagating {
  endsAt: number
}

/** What is on its way to the SIP edge, of one trunk or of the whole project, and how long the last of it still takes. */
export function usePropagating(projectId: string, trunkId?: string) {
  const now = (useNowInSeconds() ?? 0) * 1000
  const { data, dataUpdatedAt } = useQuery(propagationQuery(projectId))
  const told = (data ?? []).filter((item) => trunkId === undefined || item.trunkId === trunkId)
  const pending = told
    .map((item): Pending => ({ ...item, endsAt: dataUpdatedAt + item.secondsLeft * 1000 }))
    .filter(({ endsAt }) => endsAt > now && now > 0)
  const last = pending.reduce<Pending | undefined>(
    (latest, item) => (latest && latest.endsAt >= item.endsAt ? latest : item),
    undefined,
  )
  return {
    pending,
    last,
    secondsLeft: last ? Math.min(wholeSeconds, Math.ceil((last.endsAt - now) / 1000)) : 0,
    /** It was told to be on its way, and has arrived since. */
    isArrived: now > 0 && last === undefined && told.length > 0,
    isKnown: now > 0 && data !== undefined,
  }
}
