'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { SectionHeader } from '@/components/layout/section-header'
import { Button } from '@/components/ui/button'
import { DrawerLayout } from '@/components/ui/drawer'
import { LiveRegion } from '@/components/ui/live-region'
import { useIsInBrowser } from '@/components/ui/local-time'
import { Pager } from '@/components/ui/pager'
import { projectApiPath } from '@/lib/client/api'
import { itemQuery } from '@/lib/client/queries'
import { useUrlSearch, type SearchChange } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import {
  callSearch,
  exportSearch,
  readCallQuery,
  resolveWindow,
  type CallQuery,
} from '@/lib/rules/call-query'
import { windowOf } from '@/lib/rules/call-window'
import { CallFilters, noFilters } from './call-filters'
import { callsQuery } from './calls-query'
import { CallsSentence } from './calls-sentence'
import { CallsTable } from './calls-table'
import { NoCalls } from './no-calls'
import { SearchActions } from './search-actions'
import { StoppedSearch } from './stopped-search'
import { inWords } from './search-problems'
import { UnreadableAddress } from '@/components/layout/rare-pages'

const CallDrawer = dynamic(() => import('./call-drawer').then((module) => module.CallDrawer), { ssr: false })

/**
 * Calls, searched at the vendor when they are asked for. The whole search and the open call stand in the address. With a `trunkId` it is
 * a part of that trunk's page, and only its calls are searched, whatever the address says. What came with the page was searched at
 * `sentAt`, milliseconds by the server's clock; a page that is opened later, out of the router's memory, searches anew.
 */
export function CallsPage(props: { projectId: string; trunkId?: string; sentAt: number }) {
  const [search] = useUrlSearch()
  const { query, problems } = readCallQuery(new URLSearchParams(search))
  if (!query) return <UnreadableAddress title="Calls" problems={inWords(problems)} />
  return <CallSearchPage {...props} given={query} />
}

function CallSearchPage(props: { projectId: string; given: CallQuery; trunkId?: string; sentAt: number }) {
  const { projectId, given, trunkId: fixedTrunkId } = props
  const query = fixedTrunkId === undefined ? given : { ...given, trunkId: fixedTrunkId }
  // What can be cleared: the trunk of a trunk's own page is no filter.
  const filters = fixedTrunkId === undefined ? given : { ...given, trunkId: '' }
  const Header = fixedTrunkId === undefined ? PageHeader : SectionHeader
  const [search, change] = useUrlSearch()
  const isInBrowser = useIsInBrowser()
  const [openedAt] = useState(() => (isInBrowser ? Date.now() : props.sentAt))
  const window = resolveWindow(query, openedAt)
  const preset = query.last ?? (query.start || query.end ? undefined : '24h')
  const asked = callsQuery(projectId, query, window)
  const found = useQuery(asked)
  const client = useQueryClient()
  const [stopped, setStopped] = useState<string>()
  const searchText = callSearch(query, window).toString()
  const isSearching = found.isPending || found.isPlaceholderData
  const isStopped = stopped === searchText && isSearching && !found.isFetching
  // The head of a trunk's page, or the filter, reads it as well.
  const oneTrunk = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, projectId, {}, query.trunkId),
    enabled: query.trunkId !== '',
  }).data
  const trunkNames = { ...found.data?.trunkNames, ...(oneTrunk && { [oneTrunk.id]: oneTrunk.name }) }

  // Every step writes the window into the address: paging and going back stay on one set of calls.
  const go = (values: SearchChange, how?: 'push' | 'replace') =>
    change({ last: preset, ...window, ...values }, how)
  const ask = (values: SearchChange) => go({ page: undefined, call: undefined, ...values })
  const refresh = () => {
    if (preset) ask({ ...windowOf(preset, Date.now()) })
    else void found.refetch()
  }

  const rows = isStopped ? [] : found.data?.items
  const openId = search.get('call') ?? undefined
  const index = rows?.findIndex(({ callId }) => callId === openId) ?? -1
  const open = index === -1 ? undefined : rows?.[index]
  const close = () => {
    const row = document.querySelector<HTMLElement>('main tr[aria-current="true"] button')
    go({ call: undefined })
    row?.focus()
  }

  return (
    <DrawerLayout
      drawer={
        open && (
          <CallDrawer
            projectId={projectId}
            call={open}
            trunkName={trunkNames[open.trunkId]}
            hasPrevious={index > 0}
            hasNext={rows !== undefined && index < rows.length - 1}
            onStep={(direction) => {
              const next = rows?.[index + direction]
              // Walking through the rows is one step of the history, not one a row.
              if (next) go({ call: next.callId }, 'replace')
            }}
            onClose={close}
          />
        )
      }
    >
      <Header
        title="Calls"
        sentence={
          found.error || isStopped ? (
            ' '
          ) : (
            <CallsSentence
              key={searchText}
              found={isSearching ? undefined : countText(found.data?.total ?? 0, 'call')}
              window={window}
            />
          )
        }
        actions={
          <SearchActions
            exportPath={`${projectApiPath(projectId, 'calls', 'export')}?${exportSearch(query, window).toString()}`}
            waitsFor={found.isFetching ? searchText : undefined}
            onRefresh={refresh}
            onStop={() => {
              setStopped(searchText)
              void client.cancelQueries({ queryKey: asked.queryKey })
            }}
          />
        }
      />
      <CallFilters
        projectId={projectId}
        query={filters}
        isOneTrunk={fixedTrunkId !== undefined}
        preset={preset}
        window={window}
        onChange={ask}
      />
      <LiveRegion>
        {found.isFetching
          ? 'Searching calls…'
          : found.data && !isStopped
            ? countText(found.data.total, 'call')
            : ''}
      </LiveRegion>
      {openId !== undefined && rows && !open && !isSearching && (
        <p role="status" className="mb-3 flex flex-wrap items-center gap-2 text-muted">
          The call this address names is not on this page of the search.
          <Button size="sm" onClick={() => go({ call: undefined }, 'replace')}>
            Never mind
          </Button>
        </p>
      )}
      <CallsTable
        projectId={projectId}
        rows={rows}
        trunkNames={trunkNames}
        window={window}
        selected={open?.callId}
        onOpen={(call) => go({ call: call.callId })}
        loading={found.isFetching}
        error={found.error}
        onRetry={() => void found.refetch()}
        empty={
          isStopped ? (
            <StoppedSearch onAgain={() => void found.refetch()} />
          ) : (
            <NoCalls
              query={filters}
              window={window}
              total={found.data?.total ?? 0}
              onChange={ask}
              onClear={() => ask(noFilters)}
            />
          )
        }
        footer={
          found.data && (
            <Pager
              page={query.page}
              pageSize={query.pageSize}
              total={found.data.total}
              onPage={(page) => go({ page: page === 1 ? undefined : page, call: undefined })}
              onPageSize={(pageSize) => ask({ pageSize: pageSize === 50 ? undefined : pageSize })}
            />
          )
        }
      />
    </DrawerLayout>
  )
}
