import type { Route } from 'next'
import Link from 'next/link'
import { Panel } from '@/components/ui/panel'
import { projectPath } from '@/lib/client/page-path'
import { countText, numberText, percentText } from '@/lib/format'
import { explainResult } from '@/lib/rules/sip-codes'
import type { Overview } from './overview-query'

const fills: Record<string, string> = { COMPLETED: 'bg-good', FAILED: 'bg-bad', BUSY: 'bg-warn' }

/** The calls of the last 24 hours by result, each bar with its figures and the way to these calls. */
export function CallsByResult({ projectId, calls }: { projectId: string; calls: Overview['calls'] }) {
  if (!calls) {
    return (
      <Panel title="Calls of the last 24 hours">
        <p className="px-4 py-3 text-muted">They could not be read. The page goes on trying.</p>
      </Panel>
    )
  }
  const known = Object.values(calls.byResult).reduce((sum, count) => sum + count, 0)
  const others = Math.max(0, calls.total - known)
  const search = (more: Record<string, string>) =>
    // A search is no part of a typed route.
    `${projectPath(projectId, 'calls')}?${new URLSearchParams({ last: '24h', start: calls.start, end: calls.end, ...more }).toString()}` as Route
  const completed = calls.byResult['COMPLETED'] ?? 0
  return (
    <Panel title="Calls of the last 24 hours">
      <div className="flex flex-wrap gap-x-10 gap-y-3 border-b px-4 py-3">
        <p>
          <span className="block text-xs text-muted">Calls</span>
          <Link href={search({})} className="text-xl font-semibold hover:underline">
            {numberText(calls.total)}
          </Link>
        </p>
        <p>
          <span className="block text-xs text-muted">Answered (ASR)</span>
          <span className="text-xl font-semibold">{percentText(completed, calls.total)}</span>{' '}
          <span className="ml-1 text-xs text-faint">of calls started in the last 24 h</span>
        </p>
      </div>
      {calls.total === 0 ? (
        <p className="px-4 py-3 text-muted">No call was started in this time.</p>
      ) : (
        <ul className="flex flex-col px-2 py-2">
          {Object.entries(calls.byResult).map(([result, count]) => (
            <li key={result}>
              <Link
                href={search({ callResult: result })}
                prefetch={false}
                className="group grid min-h-8 grid-cols-[5.5rem_minmax(1rem,1fr)_3rem_3.5rem] items-center gap-2 sm:grid-cols-[6rem_minmax(2rem,1fr)_4.5rem_4rem] sm:gap-3 rounded px-2 hover:bg-sunken"
                title={`${countText(count, 'call')}: ${explainResult({ callResult: result, direction: '' }).meaning}`}
              >
                <span className="group-hover:underline">
                  {explainResult({ callResult: result, direction: '' }).title}
                </span>
                <span aria-hidden className="block h-2 overflow-hidden rounded-full bg-line">
                  <span
                    className={`block h-full rounded-full ${fills[result] ?? 'bg-faint'}`}
                    style={{ width: `${(100 * count) / calls.total}%` }}
                  />
                </span>
                <span className="text-right">{numberText(count)}</span>
                <span className="text-right text-muted">{percentText(count, calls.total)}</span>
              </Link>
            </li>
          ))}
          {others > 0 && (
            <li className="px-2 py-1 text-sm text-muted">
              {countText(others, 'call')} without one of these results, for example still going on.
            </li>
          )}
        </ul>
      )}
    </Panel>
  )
}
