'use client'
import { use } from 'react'
import { gapsText, lagText } from '@/lib/client/call-archive-text'
import { numberText } from '@/lib/format'
import type { FoundCalls } from '@/lib/rules/call-history'
import type { CallWindow } from '@/lib/rules/call-window'
import { CallTime, LocalWindow, ZoneContext } from './reader-zone'
import { WaitedFor } from './waited-for'
import { isWithinToday } from './zone-times'

/** After this time the page says that it waits still, and offers to stop. */
export const longWaitSeconds = 3

/**
 * How many calls were found in which window, and how complete and how fresh that is. While they are searched only the first words change, so
 * that nothing below moves.
 */
export function CallsSentence(props: {
  /** How many there are, in words; undefined while they are counted. */
  count: string | undefined
  isSearching: boolean
  window: CallWindow
  isLive: boolean
  /** When the vendor answered a live search, in milliseconds; undefined while it is asked. */
  answeredAt: number | undefined
  found: FoundCalls | undefined
}) {
  const { count, window, found } = props
  return (
    <>
      {/* On narrow pages in a line of their own: the rest would else wrap elsewhere once the count is there. */}
      <span className="block xl:inline">
        {props.isSearching ? (
          <WaitedFor wait="rows">
            {(seconds) =>
              seconds < longWaitSeconds ? 'Searching calls' : `Still waiting, ${seconds} s: calls`
            }
          </WaitedFor>
        ) : (
          (count ?? 'Counting calls')
        )}
      </span>{' '}
      from <LocalWindow window={window} />.{' '}
      <span className="block">
        {props.isLive ? (
          <>
            <AskedAt at={props.answeredAt} /> In the vendor’s order; EST cannot sort.
          </>
        ) : (
          <ArchiveState found={found} />
        )}
      </span>
    </>
  )
}

function AskedAt({ at }: { at: number | undefined }) {
  const zone = use(ZoneContext)
  if (at === undefined) return <span className="invisible">Asked of the vendor at 14:05:12.</span>
  const value = new Date(at).toISOString()
  const isToday = isWithinToday({ start: value, end: value }, zone)
  return (
    <>
      Asked of the vendor at <CallTime value={value} form={isToday ? 'clock' : 'moment'} />.
    </>
  )
}

function ArchiveState({ found }: { found: FoundCalls | undefined }) {
  // It keeps the room of what will most likely stand there.
  if (!found)
    return <span className="invisible">Archive: since 1 Mar 2026, 14 s behind, no gaps. 12 ms.</span>
  const { coverage } = found
  const took = ` ${numberText(Math.max(1, Math.round(found.tookMs)))} ms.`
  if (coverage.state === 'off') return 'This project keeps no archive of its calls.'
  if (coverage.from === null)
    return coverage.state === 'failing'
      ? 'Nothing is in the archive yet: the calls could not be read.'
      : `The archive is being filled; no call is in it yet.${took}`
  return (
    <>
      Archive: since <CallTime value={coverage.from} form="day" />
      {coverage.isBackToStart ? '' : ' so far'}, {lagText(coverage.lagSeconds)}
      {coverage.state === 'failing' && ' (the last reading failed)'}, {gapsText(coverage)}.{took}
    </>
  )
}
