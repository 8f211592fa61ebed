'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useUrlSearch, type SearchChange } from '@/lib/client/url-search'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { callQuery } from './calls-query'
import { isForwarded } from './forwarded'

/**
 * The call that the address names: out of the rows, or by itself where they do not have it. Rows that go with the time push it off their page:
 * it stays open as it was last seen there until it has been read by itself.
 */
export function useOpenCall(props: {
  projectId: string
  rows: readonly ArchivedCall[] | undefined
  isSearching: boolean
  go: (values: SearchChange, how?: 'push' | 'replace') => void
}) {
  const { projectId, rows, go } = props
  const [search] = useUrlSearch()
  const openId = search.get('call') ?? undefined
  const index = rows?.findIndex(({ callId }) => callId === openId) ?? -1
  const inRows = index === -1 ? undefined : rows?.[index]
  const [seen, setSeen] = useState(inRows)
  if (inRows && inRows !== seen) setSeen(inRows)
  const hasLegs = inRows !== undefined && isForwarded(inRows)
  const isMissing = openId !== undefined && !inRows && rows !== undefined && !props.isSearching
  const alone = useQuery({
    ...callQuery(projectId, openId ?? ''),
    enabled: openId !== undefined && (hasLegs || isMissing),
  })
  const found = alone.data
  const call = inRows ?? found?.call ?? (seen?.callId === openId ? seen : undefined)
  return {
    call,
    isInRows: inRows !== undefined,
    legs: found?.legs,
    trunkNames: found?.trunkNames,
    /** Why the call of the address is not to be had, where it is not. */
    missing: isMissing && !call ? alone.error : null,
    hasPrevious: index > 0,
    hasNext: rows !== undefined && index !== -1 && index < rows.length - 1,
    step: (direction: 1 | -1) => {
      const next = index === -1 ? undefined : rows?.[index + direction]
      // Walking through the rows is one step of the history, not one a row.
      if (next) go({ call: next.callId }, 'replace')
    },
    close: () => {
      const row = document.querySelector<HTMLElement>('main tr[aria-current="true"] button')
      const head = document.querySelector<HTMLElement>('main h1')
      go({ call: undefined })
      if (row) row.focus()
      // Without a row there is nothing to go back to but the page.
      else head?.focus({ preventScroll: true })
    },
    forget: () => go({ call: undefined }, 'replace'),
  }
}
