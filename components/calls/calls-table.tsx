'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { LocalTime } from '@/components/ui/local-time'
import { projectPath } from '@/lib/client/page-path'
import { dayTime, durationText, exactTime, fixedMoneyText, phoneText, shortTime } from '@/lib/format'
import type { CallWindow } from '@/lib/rules/call-window'
import { CallDirection, CallResultBadge } from './call-words'
import type { Call } from './calls-query'

/** One page of calls in the vendor's order. Beside an open drawer the columns that it repeats are left out. */
export function CallsTable(props: {
  projectId: string
  rows: readonly Call[] | undefined
  trunkNames: Readonly<Record<string, string>>
  window: CallWindow
  selected: string | undefined
  onOpen: (call: Call) => void
  loading: boolean
  error: unknown
  onRetry: () => void
  empty: ReactNode
  footer: ReactNode
}) {
  const columns = columnsOf(props.projectId, props.trunkNames, isWithinToday(props.window))
  const besideDrawer = new Set(['time', 'direction', 'from', 'to', 'result'])
  return (
    <DataTable
      caption="Calls in the window, in the vendor’s order"
      columns={
        props.selected === undefined ? columns : columns.filter((column) => besideDrawer.has(column.key))
      }
      rows={props.rows}
      rowKey={(call) => call.callId}
      selectedKey={props.selected}
      onRowOpen={props.onOpen}
      loading={props.loading}
      error={props.error}
      onRetry={props.onRetry}
      empty={props.empty}
      footer={props.footer}
    />
  )
}

function columnsOf(
  projectId: string,
  trunkNames: Readonly<Record<string, string>>,
  isToday: boolean,
): Column<Call>[] {
  return [
    {
      key: 'time',
      header: 'Time',
      phone: 'title',
      className: 'whitespace-nowrap',
      // One column has one form: times of day only where every call is of today.
      cell: ({ createTime }) =>
        createTime === null ? (
          '–'
        ) : (
          <LocalTime value={createTime} text={isToday ? shortTime : dayTime} title={exactTime} />
        ),
    },
    {
      key: 'direction',
      header: 'Direction',
      phone: 'detail',
      cell: (call) => <CallDirection direction={call.direction} />,
    },
    {
      key: 'from',
      header: 'From',
      phone: 'detail',
      className: '@max-xl:order-1',
      cell: (call) => <Party value={call.from} />,
    },
    {
      key: 'to',
      header: 'To',
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
    {
      key: 'trunk',
      header: 'Trunk',
      phone: 'hidden',
      hideBelow: 1024,
      cell: ({ trunkId }) =>
        trunkId ? (
          <Link
            href={projectPath(projectId, 'trunks', trunkId)}
            prefetch={false}
            className="-my-0.5 block max-w-44 truncate py-0.5 hover:underline"
            title={trunkNames[trunkId] ?? trunkId}
          >
            {trunkNames[trunkId] ?? <span className="font-mono text-sm">{trunkId}</span>}
          </Link>
        ) : (
          <span className="text-faint">–</span>
        ),
    },
    {
      key: 'result',
      header: 'Result',
      phone: 'detail',
      cell: (call) => <CallResultBadge result={call.callResult} />,
    },
    {
      key: 'duration',
      header: 'Duration',
      numeric: true,
      phone: 'hidden',
      cell: ({ durationSeconds }) => (durationSeconds === null ? '–' : durationText(durationSeconds)),
    },
    {
      key: 'price',
      header: 'Price',
      numeric: true,
      phone: 'hidden',
      hideBelow: 768,
      cell: ({ price }) => (price === null ? '–' : fixedMoneyText(price)),
    },
  ]
}

function isWithinToday({ start, end }: CallWindow): boolean {
  const today = new Date().toDateString()
  return new Date(start).toDateString() === today && new Date(end).toDateString() === today
}

function Party({ value }: { value: string }) {
  return (
    <span className="block max-w-48 truncate font-mono text-sm @max-4xl:max-w-34" title={value}>
      {value === '' ? '–' : phoneText(value)}
    </span>
  )
}
