import dynamic from 'next/dynamic'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Column } from '@/components/ui/data-table-head'
import { projectPath } from '@/lib/client/page-path'
import { durationText, fixedMoneyText, phoneText } from '@/lib/format'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { CallDirection, CallResultBadge } from './call-words'
import { columnNames, type ColumnKey } from './column-choice'
import { CallTime } from './reader-zone'

// What is in the columns that nobody sees without a choice is loaded with the choice.
const RareCell = dynamic(() => import('./rare-cell').then((module) => module.RareCell), { ssr: false })

type CallColumn = Omit<Column<ArchivedCall>, 'key' | 'header' | 'cell'> &
  Partial<Pick<Column<ArchivedCall>, 'cell'>>

const nothing = <span className="text-faint">–</span>

const figure = <Value,>(value: Value | null, shown: (value: Value) => ReactNode): ReactNode =>
  value === null ? '–' : shown(value)

/** The columns that can be shown, by their keys. One column of times has one form: times of day only where every call is of today. */
export function callColumns(
  projectId: string,
  trunkNames: Readonly<Record<string, string>>,
  isToday: boolean,
): Record<ColumnKey, Column<ArchivedCall>> {
  const columns: Record<ColumnKey, CallColumn> = {
    time: {
      phone: 'title',
      className: 'whitespace-nowrap @max-xl:-order-1',
      cell: ({ createTime }) => <CallTime value={createTime} form={isToday ? 'clock' : 'moment'} />,
    },
    direction: { phone: 'detail', cell: (call) => <CallDirection direction={call.direction} /> },
    from: { phone: 'detail', className: '@max-xl:order-1', cell: (call) => <Party value={call.from} /> },
    to: {
      phone: 'detail',
      className: '@max-xl:order-1 @max-xl:flex @max-xl:gap-2',
      cell: (call) => (
        <>
          <span aria-hidden className="hidden @max-xl:inline">
            →
          </span>
          <Party value={call.to} />
        </>
      ),
    },
    trunk: {
      phone: 'hidden',
      hideBelow: 1024,
      cell: ({ trunkId }) =>
        trunkId ? (
          <Link
            href={projectPath(projectId, 'trunks', trunkId)}
            prefetch={false}
            className="-my-0.5 block max-w-36 truncate py-0.5 hover:underline"
            title={trunkNames[trunkId] ?? trunkId}
          >
            {trunkNames[trunkId] ?? <span className="font-mono text-sm">{trunkId}</span>}
          </Link>
        ) : (
          nothing
        ),
    },
    result: { phone: 'detail', cell: (call) => <Result call={call} /> },
    duration: {
      numeric: true,
      phone: 'hidden',
      cell: ({ durationSeconds }) => figure(durationSeconds, durationText),
    },
    price: {
      numeric: true,
      phone: 'hidden',
      hideBelow: 768,
      cell: ({ price }) => figure(price, fixedMoneyText),
    },
    country: { phone: 'hidden', className: 'whitespace-nowrap' },
    sipCode: { phone: 'hidden', className: 'whitespace-nowrap' },
    answered: { phone: 'hidden', className: 'whitespace-nowrap' },
    ended: { phone: 'hidden', className: 'whitespace-nowrap' },
    billed: { numeric: true, phone: 'hidden' },
    pricePerMinute: { numeric: true, phone: 'hidden' },
    mos: { numeric: true, phone: 'hidden' },
    region: { phone: 'hidden', className: 'whitespace-nowrap' },
    transport: { phone: 'hidden' },
    emergency: { phone: 'hidden' },
    callId: { phone: 'hidden' },
  }
  const entries = Object.entries(columns).map(([name, column]) => {
    const key = name as ColumnKey // the keys of the record above
    const cell = (call: ArchivedCall) => <RareCell column={key} call={call} />
    return [key, { cell, ...column, key, header: columnNames[key] }]
  })
  return Object.fromEntries(entries) as Record<ColumnKey, Column<ArchivedCall>> // the same keys
}

/** How a call ended, with the SIP code beside what went wrong. */
function Result({ call }: { call: ArchivedCall }) {
  const { callResult, sipCode } = call
  return (
    <span className="inline-flex items-center gap-1.5">
      <CallResultBadge result={callResult} />
      {callResult === 'FAILED' && sipCode !== null && (
        <span className="font-mono text-sm text-muted" title={`SIP ${sipCode}`}>
          {sipCode}
        </span>
      )}
    </span>
  )
}

function Party({ value }: { value: string }) {
  return (
    <span className="block max-w-40 truncate font-mono text-sm @max-4xl:max-w-34" title={value}>
      {value === '' ? '–' : phoneText(value)}
    </span>
  )
}
