'use client'
import { UnreadableAddress } from '@/components/layout/unreadable-address'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { SearchCoverage } from '@/lib/rules/call-history'
import { hasCallFilters, type CallQuery } from '@/lib/rules/call-query'
import { presetLabel, type CallPreset, type CallWindow } from '@/lib/rules/call-window'
import { widerPreset } from '@/lib/rules/wider-preset'
import { isGone } from '@/lib/errors'
import { countText } from '@/lib/format'
import { LocalWindow } from './reader-zone'
import { inWords } from './search-problems'

/** Says in which window nothing was found, and offers a wider one. */
export function NoCalls(props: {
  query: CallQuery
  window: CallWindow
  /** How many calls there are on other pages. */
  total: number
  /** What the archive holds of the search; undefined where it was not asked. */
  coverage: SearchCoverage | undefined
  onPreset: (preset: CallPreset) => void
  onFirstPage: () => void
  onClear: () => void
}) {
  const { query, window, total } = props
  const wider = widerPreset(window)
  const isFiltered = hasCallFilters(query)
  const lacksCountryCode = [query.from, query.to, query.party].some((party) => /^\d/.test(party))
  if (total > 0) {
    return (
      <EmptyState
        title={query.source === 'live' ? `There is no page ${query.page}` : 'There is nothing on this page'}
        action={<Button onClick={props.onFirstPage}>Go to the first page</Button>}
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
            <Button onClick={() => props.onPreset(wider)}>
              Search the {presetLabel[wider].toLowerCase()}
            </Button>
          )}
          {isFiltered && <Button onClick={props.onClear}>Clear filters</Button>}
        </>
      }
    >
      From <LocalWindow window={window} />
      {asFarAs(props.coverage)}
      {lacksCountryCode ? (
        <> Start with the country code, e.g. +46 70…, or search by the last digits.</>
      ) : (
        isFiltered && ' Numbers are compared from their first digit on, or by their last digits.'
      )}
    </EmptyState>
  )
}

function asFarAs(coverage: SearchCoverage | undefined): string {
  if (!coverage || coverage.isWhole) return '.'
  return coverage.missing.length === 0 && coverage.withoutDetails > 0
    ? ', as far as the details of the calls are known yet.'
    : ', as far as the archive holds it.'
}

/** In the place of the calls after the reader stopped waiting for them. */
export function StoppedSearch({ isLive, onAgain }: { isLive: boolean; onAgain: () => void }) {
  return (
    <EmptyState title="The search was stopped" action={<Button onClick={onAgain}>Search again</Button>}>
      {isLive ? 'The vendor' : 'The archive'} had not answered yet. A shorter time or another filter may be
      quicker.
    </EmptyState>
  )
}

/** The call that the address names is not to be had. */
export function MissingCall({ why, onForget }: { why: Error; onForget: () => void }) {
  return (
    <p role="status" className="mb-3 flex flex-wrap items-center gap-2 text-muted">
      {isGone(why)
        ? 'The call this address names is not on this page of the search, nor in the archive.'
        : `The call this address names could not be read. ${why.message}`}
      <Button size="sm" onClick={onForget}>
        Never mind
      </Button>
    </p>
  )
}

/** In the place of the calls where the address is no search. */
export function UnreadableSearch({ problems }: { problems: Readonly<Record<string, string>> }) {
  return <UnreadableAddress title="Calls" problems={inWords(problems)} />
}
