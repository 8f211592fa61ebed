'use client'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { SearchChange } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import { hasCallFilters, type CallQuery } from '@/lib/rules/call-query'
import { presetLabel, widerPreset, windowOf, type CallWindow } from '@/lib/rules/call-window'
import { LocalWindow } from './reader-zone'

/** Says in which window nothing was found, and offers a wider one. */
export function NoCalls(props: {
  query: CallQuery
  window: CallWindow
  total: number
  onChange: (change: SearchChange) => void
  onClear: () => void
}) {
  const { query, window, total } = props
  const wider = widerPreset(window)
  const isFiltered = hasCallFilters(query)
  const lacksCountryCode = [query.from, query.to].some((party) => /^\d/.test(party))
  if (total > 0) {
    return (
      <EmptyState
        title={`There is no page ${query.page}`}
        action={<Button onClick={() => props.onChange({})}>Go to the first page</Button>}
      >
        The search finds {countText(total, 'call')}.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={isFiltered ? 'No call matches' : 'No calls'}
      action={
        <>
          {wider && (
            <Button onClick={() => props.onChange({ last: wider, ...windowOf(wider, Date.now()) })}>
              Search the {presetLabel[wider].toLowerCase()}
            </Button>
          )}
          {isFiltered && <Button onClick={props.onClear}>Clear filters</Button>}
        </>
      }
    >
      From <LocalWindow window={window} />.
      {lacksCountryCode ? (
        <> Start with the country code, e.g. +46 70…: numbers are compared from there on.</>
      ) : (
        isFiltered && ' Numbers are compared from their first digit on.'
      )}
    </EmptyState>
  )
}
