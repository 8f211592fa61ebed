'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { DrawerLayout } from '@/components/ui/drawer'
import { itemQuery } from '@/lib/client/queries'
import { useUrlSearch, type SearchChange } from '@/lib/client/url-search'
import { countText, numberText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import type { CallCount } from '@/lib/rules/call-history'
import { hasCallFilters, readCallQuery, type CallQuery } from '@/lib/rules/call-query'
import { CallFilters } from './call-filters'
import { CallsSentence } from './calls-sentence'
import { CallsTable } from './calls-table'
import { noFilters } from './filter-words'
import { FoundAnnouncement } from './found-announcement'
import { ZoneContext } from './reader-zone'
import { SearchActions } from './search-actions'
import { NearFooter } from './near-footer'
import { useTotalsChoice } from './totals-choice'
import { useCallSearch } from './use-call-search'
import { useOpenCall } from './use-open-call'

const CallDrawer = dynamic(() => import('./call-drawer').then((module) => module.CallDrawer), { ssr: false })

// What most searches do not show comes with the page where it is shown, and not at all where it is not.
const CoverageNotice = dynamic(() => import('./coverage-notice').then((module) => module.CoverageNotice))
const NotAskedNotice = dynamic(() => import('./coverage-notice').then((module) => module.NotAskedNotice))
const MissingCall = dynamic(() => import('./no-calls').then((module) => module.MissingCall))
const NoCalls = dynamic(() => import('./no-calls').then((module) => module.NoCalls))
const StoppedSearch = dynamic(() => import('./no-calls').then((module) => module.StoppedSearch))
const CallsFooter = dynamic(() => import('./calls-footer').then((module) => module.CallsFooter), {
  ssr: false,
})
const TotalsPanel = dynamic(() => import('./totals-panel').then((module) => module.TotalsPanel), {
  ssr: false,
})
const UnreadableSearch = dynamic(() => import('./no-calls').then((module) => module.UnreadableSearch))

interface SearchedPage {
  projectId: string
  trunkId?: string
  /** When what came with the page was searched, in milliseconds by the server's clock. */
  sentAt: number
  Header: (props: { title: string; sentence?: ReactNode; actions?: ReactNode }) => ReactNode
  /** What keeps searches under a name, on the page of all calls. */
  saved?: (props: {
    projectId: string
    query: CallQuery
    onOpen: (change: SearchChange) => void
  }) => ReactNode
}

/**
 * Calls, searched in the console's archive or, on demand, at the vendor. The whole search and the open call stand in the address. With a
 * `trunkId` only its calls are searched, whatever the address says.
 */
export function CallSearchPage(props: SearchedPage) {
  const [search] = useUrlSearch()
  const { query, problems } = readCallQuery(new URLSearchParams(search))
  if (!query) return <UnreadableSearch problems={problems} />
  return (
    <ZoneContext value={query.zone}>
      <FoundPage {...props} given={query} />
    </ZoneContext>
  )
}

function FoundPage(props: SearchedPage & { given: CallQuery }) {
  const { projectId, given, trunkId: fixedTrunkId, Header, saved: Saved } = props
  const isOneTrunk = fixedTrunkId !== undefined
  const query = isOneTrunk ? { ...given, trunkId: [fixedTrunkId] } : given
  // What can be cleared: the trunk of a trunk's own page is no filter.
  const filters = isOneTrunk ? { ...given, trunkId: [] } : given
  const search = useCallSearch({ projectId, query, sentAt: props.sentAt })
  const { found, count, window, isLive, isSearching, isStopped, ask } = search
  const rows = isStopped ? [] : found.data?.items
  const open = useOpenCall({ projectId, rows, isSearching, go: search.go })
  const [{ isOpen: hasTotals }] = useTotalsChoice()
  const named = useTrunkNames(projectId, query.trunkId)
  const trunkNames = { ...found.data?.trunkNames, ...open.trunkNames, ...named }
  const coverage = isLive || isSearching ? undefined : found.data?.coverage
  // What the archive lacks may hold more of them.
  const known = count && { ...count, isExact: count.isExact && (coverage?.isWhole ?? true) }

  return (
    <DrawerLayout
      drawer={
        open.call && (
          <CallDrawer
            projectId={projectId}
            call={open.call}
            legs={open.legs}
            trunkName={trunkNames[open.call.trunkId]}
            isLive={isLive && open.isInRows}
            hasPrevious={open.hasPrevious}
            hasNext={open.hasNext}
            onOpen={(callId) => search.go({ call: callId })}
            onStep={open.step}
            onClose={open.close}
          />
        )
      }
    >
      <Header
        title="Calls"
        sentence={
          (found.error && !found.data) || isStopped ? (
            ' '
          ) : (
            <CallsSentence
              key={search.name}
              count={search.countError ? 'Calls' : known && callsText(known)}
              isSearching={isSearching}
              window={window}
              isLive={isLive}
              answeredAt={isSearching || search.waitsFor !== undefined ? undefined : found.dataUpdatedAt}
              found={isSearching ? undefined : found.data}
            />
          )
        }
        actions={
          <SearchActions
            projectId={projectId}
            saved={Saved && <Saved projectId={projectId} query={query} onOpen={ask} />}
            pinnedSearch={search.pinned}
            exportSearch={search.whole}
            filters={filters}
            count={count}
            coverage={coverage}
            isLive={isLive}
            waitsFor={search.waitsFor}
            onRefresh={() => void search.refresh()}
            onStop={search.stop}
          />
        }
      />
      <CallFilters
        projectId={projectId}
        query={filters}
        isOneTrunk={isOneTrunk}
        preset={search.preset}
        window={window}
        trunkName={(trunkId) => trunkNames[trunkId] ?? trunkId}
        onChange={ask}
        onPreset={search.askNamed}
        onSource={search.changeSource}
        onZone={search.changeZone}
      />
      <FoundAnnouncement
        name={search.name}
        text={isSearching ? 'Searching calls…' : isStopped ? '' : known && callsText(known)}
      />
      {open.missing && <MissingCall why={open.missing} onForget={open.forget} />}
      {isLive && hasCallFilters(filters) && <NotAskedNotice filters={filters} />}
      {coverage && !coverage.isWhole && (
        <CoverageNotice
          projectId={projectId}
          coverage={coverage}
          filters={filters}
          window={window}
          onSearchLive={search.askLive}
        />
      )}
      {!isLive && hasTotals && (
        <TotalsPanel
          projectId={projectId}
          query={query}
          window={window}
          isOneTrunk={isOneTrunk}
          isReady={found.isSuccess && !isSearching}
          isAwaited={search.waitsFor !== undefined}
          onChange={ask}
        />
      )}
      <CallsTable
        projectId={projectId}
        rows={rows}
        trunkNames={trunkNames}
        window={window}
        isLive={isLive}
        selected={open.call?.callId}
        onOpen={(call) => search.go({ call: call.callId })}
        loading={search.waitsFor !== undefined}
        error={found.error}
        onRetry={() => void found.refetch()}
        empty={
          isStopped ? (
            <StoppedSearch isLive={isLive} onAgain={search.again} />
          ) : (
            <NoCalls
              query={filters}
              window={window}
              total={count?.count ?? 0}
              coverage={isLive ? undefined : found.data?.coverage}
              onPreset={search.askNamed}
              onFirstPage={() => ask({})}
              onClear={() => ask(noFilters)}
            />
          )
        }
        footer={
          found.data && (
            <NearFooter>
              <CallsFooter
                found={found.data}
                count={known}
                query={query}
                onPage={(page) => search.go({ page: page === 1 ? undefined : page, call: undefined })}
                onCursor={search.turn}
                onPageSize={(pageSize) => ask({ pageSize: pageSize === 50 ? undefined : pageSize })}
              />
            </NearFooter>
          )
        }
      />
    </DrawerLayout>
  )
}

function callsText({ count, isExact }: CallCount): string {
  if (isExact) return countText(count, 'call')
  return count === 0 ? 'No calls known' : `${numberText(count)}+ calls`
}

// The head of a trunk's page, or the filter, reads them as well; the name of a third is not shown.
function useTrunkNames(projectId: string, [one, other]: readonly string[]): Record<string, string> {
  const names = [useTrunkName(projectId, one), useTrunkName(projectId, other)]
  return Object.fromEntries(names.flatMap((name) => (name ? [name] : [])))
}

function useTrunkName(
  projectId: string,
  trunkId: string | undefined,
): [id: string, name: string] | undefined {
  const { data } = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, projectId, {}, trunkId ?? ''),
    enabled: trunkId !== undefined,
  })
  return data && [data.id, data.name]
}
