import { numberText } from '@/lib/format'
import type { CallsInTime } from '@/lib/rules/call-history'
import { resultTitle } from '@/lib/rules/sip-codes-results'
import { callsIn } from './totals-math'

const cell = 'px-3 py-1'

/** Calls over time by result, in figures. Times without a call are left out. */
export function CallsInTimeTable(props: {
  columns: readonly CallsInTime[]
  results: readonly string[]
  titleOf: (start: string) => string
  onColumn: (start: string) => void
}) {
  const { results } = props
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Calls over time, by result</caption>
      <thead>
        <tr className="text-xs text-faint">
          <th scope="col" className={`${cell} sticky top-0 bg-surface text-left font-medium`}>
            Begins
          </th>
          {[...results.map(resultTitle), 'All'].map((word) => (
            <th key={word} scope="col" className={`${cell} sticky top-0 bg-surface text-right font-medium`}>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.columns
          .filter((column) => callsIn(column) > 0)
          .map((column) => (
            <tr key={column.start} className="border-t">
              <th scope="row" className={`${cell} text-left font-normal whitespace-nowrap`}>
                <button
                  type="button"
                  onClick={() => props.onColumn(column.start)}
                  className="min-h-6 rounded-sm hover:underline"
                >
                  {props.titleOf(column.start)}
                </button>
              </th>
              {results.map((result) => (
                <td key={result} className={`${cell} text-right`}>
                  {numberText(column.results[result] ?? 0)}
                </td>
              ))}
              <td className={`${cell} text-right`}>{numberText(callsIn(column))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
