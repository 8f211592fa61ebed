'use client'
import type { ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { OutcomeBadge } from '@/components/ui/outcome-badge'
import { Time } from '@/components/ui/time'
import type { Activity } from '@/lib/client/activity'
import { changeText } from '@/lib/rules/change-text'
import { ChangedObject } from './changed-object'

/** Entries, newest first. Beside an open drawer the columns that it repeats are left out. */
export function ActivityTable(props: {
  projectId: string | undefined
  rows: readonly Activity[] | undefined
  selected: string | undefined
  onOpen: (entry: Activity) => void
  loading: boolean
  error: unknown
  onRetry: () => void
  empty: ReactNode
}) {
  const columns = columnsOf(props.projectId)
  const besideDrawer = columns.filter(({ key }) => key !== 'address' && key !== 'person')
  return (
    <DataTable
      caption="Activity, newest first"
      columns={props.selected === undefined ? columns : besideDrawer}
      rows={props.rows}
      rowKey={(entry) => entry.id}
      selectedKey={props.selected}
      onRowOpen={props.onOpen}
      loading={props.loading}
      error={props.error}
      onRetry={props.onRetry}
      empty={props.empty}
    />
  )
}

function columnsOf(projectId: string | undefined): Column<Activity>[] {
  return [
    {
      key: 'time',
      header: 'Time',
      phone: 'detail',
      className: 'whitespace-nowrap @xl:w-36',
      cell: (entry) => <Time value={entry.at} />,
    },
    {
      key: 'what',
      header: 'What',
      phone: 'title',
      cell: (entry) => changeText(entry.action, entry.outcome === 'ok'),
    },
    {
      key: 'object',
      header: 'Object',
      phone: 'detail',
      // Far enough from the title above it to be met by a finger.
      className: '@max-xl:my-1.5',
      cell: (entry) => <ChangedObject entry={entry} projectId={projectId} />,
    },
    {
      key: 'person',
      header: 'Person',
      phone: 'detail',
      className: 'wrap-anywhere @xl:min-w-48',
      cell: (entry) => entry.actor || <span className="text-faint">Nobody signed in</span>,
    },
    {
      key: 'address',
      header: 'Address',
      phone: 'hidden',
      hideBelow: 896,
      className: 'font-mono text-sm',
      cell: (entry) => entry.address || <span className="text-faint">–</span>,
    },
    {
      key: 'outcome',
      header: 'Outcome',
      phone: 'detail',
      cell: (entry) => <OutcomeBadge outcome={entry.outcome} />,
    },
  ]
}
