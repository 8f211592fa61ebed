'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState, type ReactNode } from 'react'
import { useRefusalReason } from '@/components/layout/session-context'
import { LiveRegion } from '@/components/ui/live-region'
import { Pager } from '@/components/ui/pager'
import { numberSummaryQuery, type NumberRow } from '@/lib/client/phone-numbers'
import { listQuery, type ListPage } from '@/lib/client/queries'
import { useHistoryStep, useUrlSearch, type SearchChange } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import type { phoneNumbers } from '@/lib/resources/phone-numbers'
import { phoneNumberPlace } from '@/lib/resources/places'
import { AssignmentProgress } from './assignment-progress'
import { NoNumbers } from './no-numbers'
import { NumberFilters } from './number-filters'
import { filtersOf, noFilters, type NumberSearch } from './number-search'
import { NumbersTable, type NumberAct } from './numbers-table'
import { SelectionBar } from './selection-bar'
import { useSelection } from './use-selection'

const AssignDialog = dynamic(() => import('./assign-dialog').then((module) => module.AssignDialog), {
  ssr: false,
})
const UnassignDialog = dynamic(() => import('./unassign-dialog').then((module) => module.UnassignDialog), {
  ssr: false,
})
const RenameDialog = dynamic(() => import('./rename-dialog').then((module) => module.RenameDialog), {
  ssr: false,
})
const ReleaseDialog = dynamic(() => import('./release-dialog').then((module) => module.ReleaseDialog), {
  ssr: false,
})

const pollMs = 60_000
const pollWhileDownMs = 2_000
const pollWhileMovingMs = 2_500

/** What the head of a page says about the list below it. */
export interface ListHead {
  page: ListPage<NumberRow> | undefined
  at: number
  isOld: boolean
}

/**
 * The numbers of a project, or of one trunk: filters, selection, table, what can be done with one or many, and how far that is. The
 * search stands in the address. `head` stands above it and is told how old and how complete the list is.
 */
export function NumberList(props: {
  projectId: string
  query: NumberSearch
  fixedTrunkId?: string
  head: (list: ListHead) => ReactNode
}) {
  const { projectId, fixedTrunkId } = props
  const [, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const historyStep = useHistoryStep()
  // The address follows a moment later, so that the emptied search field cannot be filled from it.
  const [cleared, setCleared] = useState({ count: 0, step: -1 })
  const [startedId, setStartedId] = useState<string>()
  const [open, setOpen] = useState<{ act: NumberAct; one?: NumberRow }>()
  const query =
    fixedTrunkId === undefined ? props.query : { ...props.query, trunkId: fixedTrunkId, unassigned: '' }
  const filters = filtersOf(query)
  const { sort, page, pageSize } = query

  const summary = useQuery({
    ...numberSummaryQuery(projectId),
    refetchInterval: ({ state }) => ((state.data?.moving ?? 0) > 0 ? pollWhileMovingMs : pollMs),
  })
  const isMoving = (summary.data?.moving ?? 0) > 0
  const list = useQuery({
    ...listQuery<typeof phoneNumbers, NumberRow>(
      phoneNumberPlace,
      projectId,
      {},
      { ...filters, sort, page, pageSize },
    ),
    refetchInterval: ({ state }) =>
      state.data?.stale || state.error ? pollWhileDownMs : isMoving ? pollWhileMovingMs : pollMs,
  })
  const rows = list.data?.items
  const selection = useSelection(rows ?? [])
  const ask = (values: SearchChange, how?: 'push' | 'replace') => change({ page: undefined, ...values }, how)
  const clear = () => {
    setCleared({ count: cleared.count + 1, step: historyStep })
    ask(noFilters)
  }
  // As it is now: a write needs the tag of the number as the list shows it.
  const one = rows?.find(({ phoneNumber }) => phoneNumber === open?.one?.phoneNumber) ?? open?.one
  const close = () => setOpen(undefined)
  const started = (jobId: string) => {
    setStartedId(jobId)
    if (!open?.one) selection.clear()
    close()
  }

  return (
    <>
      {props.head({ page: list.data, at: list.dataUpdatedAt, isOld: list.isPlaceholderData })}
      <AssignmentProgress projectId={projectId} startedId={startedId} refusal={refusal} />
      <NumberFilters
        projectId={projectId}
        query={query}
        fixedTrunk={fixedTrunkId !== undefined}
        countries={summary.data?.countries ?? []}
        searchKey={`${historyStep} ${cleared.count}`}
        searchText={cleared.step === historyStep ? '' : query.q}
        onChange={ask}
        onClear={clear}
      />
      <SelectionBar
        projectId={projectId}
        rows={rows ?? []}
        total={list.isPlaceholderData ? 0 : (list.data?.total ?? 0)}
        filters={filters}
        selection={selection}
        refusal={refusal}
        onAssign={() => setOpen({ act: 'assign' })}
        onUnassign={() => setOpen({ act: 'unassign' })}
      />
      <LiveRegion>
        {list.isPlaceholderData ? 'Searching…' : list.data ? countText(list.data.total, 'phone number') : ''}
      </LiveRegion>
      <NumbersTable
        projectId={projectId}
        fixedTrunkId={fixedTrunkId}
        selection={selection}
        rows={rows}
        sort={sort}
        onSort={(next) => ask({ sort: next === 'phoneNumber' ? undefined : next })}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        refusal={refusal}
        onAct={(act, row) => setOpen({ act, one: row })}
        empty={
          <NoNumbers
            projectId={projectId}
            query={query}
            fixedTrunk={fixedTrunkId !== undefined}
            total={list.data?.total ?? 0}
            onFirstPage={() => change({ page: undefined })}
            onClear={clear}
          />
        }
        footer={
          list.data && (
            <Pager
              page={page}
              pageSize={pageSize}
              total={list.data.total}
              onPage={(next) => change({ page: next === 1 ? undefined : next })}
              onPageSize={(next) => ask({ pageSize: next === 50 ? undefined : next })}
            />
          )
        }
      />
      {open?.act === 'assign' && (
        <AssignDialog
          projectId={projectId}
          numbers={one ? [one] : selection.values()}
          onStarted={started}
          onClose={close}
        />
      )}
      {open?.act === 'unassign' && (
        <UnassignDialog
          projectId={projectId}
          numbers={one ? [one] : selection.values()}
          onStarted={started}
          onClose={close}
        />
      )}
      {one && open?.act === 'rename' && <RenameDialog projectId={projectId} row={one} onClose={close} />}
      {one && open?.act === 'release' && <ReleaseDialog projectId={projectId} row={one} onClose={close} />}
    </>
  )
}
