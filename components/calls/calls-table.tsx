'use client'
import { use, type ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import type { ArchivedCall } from '@/lib/rules/call-history'
import type { CallWindow } from '@/lib/rules/call-window'
import { callColumns } from './call-columns'
import { useColumnChoice, usualColumns, type ColumnKey } from './column-choice'
import { ZoneContext } from './reader-zone'
import { isWithinToday } from './zone-times'

// What the drawer repeats is left out beside it.
const besideDrawer: ReadonlySet<ColumnKey> = new Set(['time', 'direction', 'from', 'to', 'result'])

// Of more rows than that, only those near the screen are made.
const mostRowsAtOnce = 100

/** One page of calls, with the columns that the reader chose. */
export function CallsTable(props: {
  projectId: string
  rows: readonly ArchivedCall[] | undefined
  trunkNames: Readonly<Record<string, string>>
  window: CallWindow
  isLive: boolean
  selected: string | undefined
  onOpen: (call: ArchivedCall) => void
  loading: boolean
  error: unknown
  onRetry: () => void
  empty: ReactNode
  footer: ReactNode
}) {
  const { rows, selected } = props
  const [chosen] = useColumnChoice()
  const all = callColumns(props.projectId, props.trunkNames, isWithinToday(props.window, use(ZoneContext)))
  const keys = selected === undefined ? chosen : chosen.filter((key) => besideDrawer.has(key))
  // A column that somebody asked for is there, and the table scrolls if it must.
  const columns = keys.map((key) =>
    chosen === usualColumns ? all[key] : { ...all[key], hideBelow: undefined },
  )
  const isLong = rows !== undefined && rows.length > mostRowsAtOnce
  return (
    <DataTable
      // A long table keeps the widths of its columns, which one in pages does not have.
      key={isLong ? 'long' : 'page'}
      caption={
        props.isLive ? 'Calls in the window, in the vendor’s order' : 'Calls in the window, newest first'
      }
      columns={columns}
      rows={rows}
      long={isLong ? { total: rows.length, rowAt: (index) => rows[index], onNear: alreadyThere } : undefined}
      rowKey={(call) => call.callId}
      selectedKey={selected}
      onRowOpen={props.onOpen}
      loading={props.loading}
      error={props.error}
      onRetry={props.onRetry}
      empty={props.empty}
      footer={props.footer}
    />
  )
}

// All rows of a page came together.
function alreadyThere() {}
