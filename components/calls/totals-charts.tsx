'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { SearchChange } from '@/lib/client/url-search'
import { numberText } from '@/lib/format'
import { resultTitle } from '@/lib/rules/sip-codes-results'
import type { TotalsOfWindow } from './totals-query'
import { ResultPatterns, ResultSwatch } from './result-patterns'
import { TotalsShares } from './totals-shares'
import { CallsInTimeTable } from './time-table'
import { allColumns, resultsIn, windowOfColumn } from './totals-math'
import { timesIn } from './zone-times'

const CallsInTimeChart = dynamic(() => import('./calls-in-time').then((module) => module.CallsInTimeChart), {
  ssr: false,
})

const chartHeight = 128

/** Calls over time, and which trunks, countries and failures they have. What is pressed becomes a filter or the window. */
export function TotalsCharts(props: {
  totals: TotalsOfWindow
  zone: string
  isOneTrunk: boolean
  onChange: (change: SearchChange) => void
}) {
  const { totals, zone } = props
  const { step } = totals
  const [asTable, setAsTable] = useState(false)
  const times = timesIn(zone)
  const columns = allColumns(totals.inTime, step, totals, zone)
  const results = resultsIn(totals.inTime)
  const count = (result: string) =>
    totals.inTime.reduce((sum, column) => sum + (column.results[result] ?? 0), 0)
  const titleOf = (start: string) =>
    step === 'day' ? times.weekday(start) : `${times.weekday(start)}, ${times.hour(start)}`
  // Within one day the hour says enough.
  const labelOf =
    step === 'hour' && columns.length <= 25 ? times.hour : step === 'hour' ? titleOf : times.weekday
  const onColumn = (start: string) =>
    props.onChange({ last: undefined, ...windowOfColumn(start, step, totals, zone) })
  return (
    <>
      <ResultPatterns results={results} />
      <div className="h-60 border-t px-4 py-2 sm:h-52">
        <div className="flex min-h-7 items-center justify-between gap-3">
          <h3 className="truncate text-sm font-medium">Calls by {step} and result</h3>
          <Button size="sm" variant="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Show as table
          </Button>
        </div>
        {asTable ? (
          // It scrolls, so the keyboard has to reach it.
          <div tabIndex={0} role="region" aria-label="Calls over time" className="h-40 overflow-auto">
            <CallsInTimeTable columns={columns} results={results} titleOf={titleOf} onColumn={onColumn} />
          </div>
        ) : (
          <>
            <div style={{ height: chartHeight }} aria-hidden>
              <CallsInTimeChart
                columns={columns}
                results={results}
                height={chartHeight}
                labelOf={labelOf}
                titleOf={titleOf}
                onColumn={onColumn}
              />
            </div>
            <ul aria-label="Results" className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
              {results.map((result) => (
                <li key={result} className="flex items-center gap-1.5 whitespace-nowrap">
                  <ResultSwatch result={result} />
                  <span className="text-muted">{resultTitle(result)}</span> {numberText(count(result))}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <TotalsShares totals={totals} isOneTrunk={props.isOneTrunk} onChange={props.onChange} />
    </>
  )
}
