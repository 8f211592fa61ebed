'use client'
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { numberText } from '@/lib/format'
import type { CallsInTime } from '@/lib/rules/call-history'
import { resultTitle } from '@/lib/rules/sip-codes-results'
import { patternId } from './result-looks'
import { ResultSwatch } from './result-patterns'
import { callsIn } from './totals-math'

const axisText = { fontSize: 11, fill: 'var(--faint)' }

/** Calls over time by result, in stacked columns; a press on one asks for its calls alone. The table beside it says the same to the keyboard. */
export function CallsInTimeChart(props: {
  columns: readonly CallsInTime[]
  results: readonly string[]
  height: number
  labelOf: (start: string) => string
  titleOf: (start: string) => string
  onColumn: (start: string) => void
}) {
  const { columns, results } = props
  const rows = columns.map(({ start, results: counts }) => ({ start, ...counts }))
  const columnAt = (start: unknown) => columns.find((column) => column.start === start)
  return (
    <ResponsiveContainer width="100%" height={props.height}>
      <BarChart
        data={rows}
        margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
        barCategoryGap={1}
        accessibilityLayer={false}
        onClick={({ activeLabel }) => {
          const column = columnAt(activeLabel)
          if (column && callsIn(column) > 0) props.onColumn(column.start)
        }}
        className="cursor-pointer"
      >
        <XAxis
          dataKey="start"
          tickFormatter={props.labelOf}
          minTickGap={32}
          height={20}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={axisText}
        />
        <YAxis
          width={44}
          tickLine={false}
          axisLine={false}
          tick={axisText}
          tickFormatter={numberText}
          allowDecimals={false}
        />
        <Tooltip
          cursor={{ fill: 'var(--line)', opacity: 0.5 }}
          isAnimationActive={false}
          content={({ active, label }) => {
            const column = active ? columnAt(label) : undefined
            return (
              column && <ColumnNote column={column} results={results} title={props.titleOf(column.start)} />
            )
          }}
        />
        {results.map((result) => (
          <Bar
            key={result}
            // A function, since the name of a result may hold a dot, which would be a path.
            dataKey={({ [result]: count }: Record<string, unknown>) =>
              typeof count === 'number' ? count : 0
            }
            name={resultTitle(result)}
            stackId="calls"
            fill={`url(#${patternId(result)})`}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}

function ColumnNote(props: { column: CallsInTime; results: readonly string[]; title: string }) {
  const { results } = props.column
  return (
    <div className="rounded border border-line-strong bg-raised px-2.5 py-1.5 text-xs shadow-lg">
      <p className="font-medium">{props.title}</p>
      {[...props.results]
        .reverse()
        .filter((result) => results[result])
        .map((result) => (
          <p key={result} className="flex items-center gap-1.5">
            <ResultSwatch result={result} />
            <span className="flex-1 text-muted">{resultTitle(result)}</span>
            <span className="ml-3">{numberText(results[result] ?? 0)}</span>
          </p>
        ))}
    </div>
  )
}
