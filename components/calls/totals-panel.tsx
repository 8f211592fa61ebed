'use client'
import { useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { errorText } from '@/components/ui/error-notice'
import type { SearchChange } from '@/lib/client/url-search'
import { durationText, numberText, percentText } from '@/lib/format'
import type { CallSums } from '@/lib/rules/call-history'
import type { CallQuery } from '@/lib/rules/call-query'
import type { CallWindow } from '@/lib/rules/call-window'
import { callTotalsQuery } from './totals-query'
import { CallTime, useReaderZone } from './reader-zone'
import { costTexts, meanSeconds, recordsText } from './sums-words'
import { useTotalsChoice } from './totals-choice'

// The charts and what draws them weigh as much as half of the console, so they come to whoever asks for them.
const TotalsCharts = dynamic(() => import('./totals-charts').then((module) => module.TotalsCharts), {
  ssr: false,
  loading: () => <ChartRoom />,
})

/** Sums and charts over everything that a search of the archive finds, asked for when its first rows are there. */
export function TotalsPanel(props: {
  projectId: string
  query: CallQuery
  window: CallWindow
  isOneTrunk: boolean
  /** The rows are there. */
  isReady: boolean
  /** The rows are on their way. */
  isAwaited: boolean
  onChange: (change: SearchChange) => void
}) {
  const [shown, setShown] = useTotalsChoice()
  const readerZone = useReaderZone()
  const zone = props.query.zone ?? readerZone
  const totals = useQuery({
    ...callTotalsQuery(props.projectId, props.query, props.window, zone),
    enabled: props.isReady,
  })
  // Those of the search before stay while the new ones are on their way, as its rows do, and not beside an error or a search that was stopped.
  const isComing = totals.isFetching || props.isAwaited
  const known = totals.isPlaceholderData && !isComing ? undefined : totals.data
  const records = known && recordsText(known.sums)
  return (
    <section
      aria-label="Totals"
      className={`mb-3 rounded-lg border bg-surface shadow ${known && totals.isPlaceholderData ? '*:opacity-60' : ''}`}
    >
      <Figures sums={known?.sums} />
      {totals.error && !known && (
        <p role="alert" className="flex flex-wrap items-center gap-3 border-t px-4 py-2 text-muted">
          The totals could not be made. {errorText(totals.error).message}
          <Button size="sm" onClick={() => void totals.refetch()}>
            Try again
          </Button>
        </p>
      )}
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 border-t px-2 text-xs text-faint">
        <Button
          size="sm"
          variant="quiet"
          aria-expanded={shown.hasCharts}
          icon={<ChartColumn aria-hidden className="size-4" />}
          onClick={() => setShown({ ...shown, hasCharts: !shown.hasCharts })}
        >
          Charts
        </Button>
        {known && (
          <span className="px-2 py-1 sm:ml-auto sm:text-right">
            {records && <>{records} </>}
            Until <CallTime value={known.end} form="moment" />.
          </span>
        )}
      </div>
      {shown.hasCharts &&
        (known && zone !== undefined ? (
          <TotalsCharts totals={known} zone={zone} isOneTrunk={props.isOneTrunk} onChange={props.onChange} />
        ) : (
          <ChartRoom />
        ))}
    </section>
  )
}

/** What the chart will take, so that nothing below moves when it comes. */
function ChartRoom() {
  return <div className="h-60 border-t sm:h-52" />
}

function Figures({ sums }: { sums: CallSums | undefined }) {
  const mean = sums && meanSeconds(sums)
  const cost = sums && costTexts(sums.cost)
  return (
    <dl className="grid grid-cols-2 sm:grid-cols-5">
      <Figure name="Calls">{sums && numberText(sums.calls)}</Figure>
      <Figure name="Answered (ASR)">{sums && percentText(sums.answered, sums.calls)}</Figure>
      <Figure name="Mean duration (ACD)">{sums && (mean === undefined ? '–' : durationText(mean))}</Figure>
      <Figure name="Minutes">{sums && numberText(Math.round(sums.talkSeconds / 60))}</Figure>
      <Figure name="Cost" title={cost?.join(', ')}>
        {cost && (cost.length === 0 ? '–' : cost.join(', '))}
      </Figure>
    </dl>
  )
}

function Figure({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-2">
      <dt className="truncate text-xs text-muted">{name}</dt>
      <dd className="min-h-6 truncate text-lg font-semibold" title={title}>
        {children}
      </dd>
    </div>
  )
}
