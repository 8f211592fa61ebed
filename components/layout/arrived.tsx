'use client'
import { HydrationBoundary, type DehydratedState } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'

/** Gives what came with the page to the queries below it, as if they had asked for it when the page arrived. */
export function Arrived(props: { state: DehydratedState | undefined; children: ReactNode }) {
  const { state } = props
  const arrived = useMemo(() => state && timedHere(state), [state])
  return <HydrationBoundary state={arrived}>{props.children}</HydrationBoundary>
}

// What came with the page is not to be so old that it is asked for again while the browser still takes the page over.
const longestTakeoverMs = 5_000

/** The same with the time by the browser's clock: the server's may be another, and every age is counted from it. */
function timedHere(state: DehydratedState): DehydratedState {
  if (typeof window === 'undefined') return state
  const at = arrivedAt()
  const queries = state.queries.map((query) => ({
    ...query,
    dehydratedAt: at,
    state: { ...query.state, dataUpdatedAt: at },
  }))
  return { ...state, queries }
}

let documentAt: number | undefined

// Found out once: a page that is shown again out of the router's memory is as old as the document, whatever the clocks have done since.
function arrivedAt(): number {
  documentAt ??= Date.now() - Math.min(performance.now() - answeredAt(), longestTakeoverMs)
  return documentAt
}

function answeredAt(): number {
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0
}
