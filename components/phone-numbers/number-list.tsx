'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState, type ReactNode } from 'react'
import { useRefusalReason } from '@/components/layout/session-context'
import { LiveRegion } from '@/components/ui/live-region'
import { Pager } from '@/components/ui/pager'
import { usualPageSize } from '@/lib/client/collection-search'
import { numberSummaryQuery, type NumberRow } from '@/lib/client/phone-numbers'
import { pollEvery } from '@/lib/client/poll'
import { listQuery, type ListPage } from '@/lib/client/queries'
import { useCollection } from '@/lib/client/use-collection'
import { useSearchField, useUrlSearch, type SearchChange } from '@/lib/client/url-search'
import { windowPageSize } from '@/lib/client/window-page-size'
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
  /** Chooses the trunk where none is given; apart from this list, since the page of a trunk has no use for it. */
  trunkFilter?: (onChange: (change: SearchChange) => void) => ReactNode
  head: (list: ListHead) => ReactNode
}) {
  const { projectId, fixedTrunkId } = props
  const [, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const [startedId, setStartedId] = useState<string>()
  const [open, setOpen] = useState<{ act: NumberAct; one?: NumberRow }>()
  const query =
    fixedTrunkId === undefined ? props.query : { ...props.query, trunkId: fixedTrunkId, unassigned: '' }
  const filters = filtersOf(query)
  const field = useSearchField(query.q)
  const { sort, page, pageSize } = query

  const summary = useQuery({
    ...numberSummaryQuery(projectId),
    refetchInterval: (query) =>
      pollEvery((query.state.data?.moving ?? 0) > 0 ? pollWhileMovingMs : undefined)(query),
  })
  const isMoving = (summary.data?.moving ?? 0) > 0
  const list = useCollection<typeof phoneNumbers, NumberRow>(phoneNumberPlace, projectId, {}, query, {
    filters,
    pollMs: isMoving ? pollWhileMovingMs : undefined,
  })
  const rows = list.rows
  const client = useQueryClient()
  const view = JSON.stringify([filters, sort, page, pageSize])
  const selection = useSelection(rows ?? [], view, async (from, to) => {
    if (pageSize !== 'all') return (rows ?? []).slice(from, to + 1)
    const [first, last] = [Math.floor(from / windowPageSize), Math.floor(to / windowPageSize)]
    const pages = Array.from({ length: last - first + 1 }, (_, at) =>
      client.query(
        listQuery<typeof phoneNumbers, NumberRow>(
          phoneNumberPlace,
          projectId,
          {},
          { ...filters, sort, page: first + at + 1, pageSize: windowPageSize },
        ),
      ),
    )
    const items = (await Promise.all(pages)).flatMap((read) => read.items)
    return items.slice(from - first * windowPageSize, to - first * windowPageSize + 1)
  })
  const ask = (values: SearchChange, how?: 'push' | 'replace') => change({ page: undefined, ...values }, how)
  const clear = () => {
    field.clear()
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
      {props.head({ page: list.page, at: list.at, isOld: list.isOld })}
      <AssignmentProgress projectId={projectId} startedId={startedId} refusal={refusal} />
      <NumberFilters
        query={query}
        fixedTrunk={fixedTrunkId !== undefined}
        trunkFilter={props.trunkFilter?.(ask)}
        countries={summary.data?.countries ?? []}
        searchKey={field.fieldKey}
        searchText={field.text}
        onChange={ask}
        onClear={clear}
      />
      <SelectionBar
        // What is read for one search must not arrive in another.
        key={JSON.stringify(filters)}
        projectId={projectId}
        rows={rows ?? []}
        total={list.isOld ? 0 : (list.page?.total ?? 0)}
        isWhole={pageSize === 'all'}
        filters={filters}
        selection={selection}
        refusal={refusal}
        onAssign={() => setOpen({ act: 'assign' })}
        onUnassign={() => setOpen({ act: 'unassign' })}
      />
      <LiveRegion>
        {list.isOld ? 'Searching…' : list.page ? countText(list.page.total, 'phone number') : ''}
      </LiveRegion>
      <NumbersTable
        projectId={projectId}
        fixedTrunkId={fixedTrunkId}
        selection={selection}
        rows={rows}
        long={list.long}
        sort={sort}
        onSort={(next) => ask({ sort: next === 'phoneNumber' ? undefined : next })}
        loading={list.isFetching}
        error={list.error}
        onRetry={list.refetch}
        refusal={refusal}
        onAct={(act, row) => setOpen({ act, one: row })}
        empty={
          <NoNumbers
            projectId={projectId}
            query={query}
            fixedTrunk={fixedTrunkId !== undefined}
            total={list.page?.total ?? 0}
            onFirstPage={() => change({ page: undefined })}
            onClear={clear}
          />
        }
        footer={
          list.page && (
            <Pager
              page={page}
              pageSize={pageSize}
              total={list.page.total}
              onPage={(next) => change({ page: next === 1 ? undefined : next })}
              onPageSize={(next) => ask({ pageSize: next === usualPageSize ? undefined : next })}
              onAll={() => ask({ pageSize: 'all' })}
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
