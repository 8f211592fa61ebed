'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { UnreadableAddress } from '@/components/layout/unreadable-address'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { GatedButton } from '@/components/ui/gated-button'
import { LiveRegion } from '@/components/ui/live-region'
import { Pager } from '@/components/ui/pager'
import { SearchInput } from '@/components/ui/search-input'
import { projectPath } from '@/lib/client/page-path'
import { listQuery } from '@/lib/client/queries'
import { useHistoryStep, useUrlSearch } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import type { TrunkRow } from './trunk-row'
import { readTrunkSearch, type TrunkSearch } from './trunk-search'
import { TrunksSentence } from './trunks-sentence'
import { TrunksTable } from './trunks-table'

const TrunkDialog = dynamic(() => import('./trunk-dialog').then((module) => module.TrunkDialog), {
  ssr: false,
})
const DeleteTrunkDialog = dynamic(
  () => import('./delete-trunk-dialog').then((module) => module.DeleteTrunkDialog),
  { ssr: false },
)

const pollMs = 60_000
const pollWhileDownMs = 2_000

/** All SIP trunks of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function TrunksPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readTrunkSearch(search)
  if (problems) return <UnreadableAddress title="SIP trunks" problems={problems} />
  return <TrunkListPage projectId={projectId} query={query} />
}

function TrunkListPage({ projectId, query }: { projectId: string; query: TrunkSearch }) {
  const router = useRouter()
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const historyStep = useHistoryStep()
  const [cleared, setCleared] = useState(0)
  const [open, setOpen] = useState<{ act: 'edit' | 'delete'; trunk: TrunkRow }>()
  const { q, sort, page, pageSize } = query

  const list = useQuery({
    ...listQuery<typeof trunks, TrunkRow>(trunkPlace, projectId, {}, { q, sort, page, pageSize }),
    refetchInterval: ({ state }) => (state.data?.stale || state.error ? pollWhileDownMs : pollMs),
  })
  const asksToCreate = search.get('create') !== null
  const creating = asksToCreate && refusal === undefined
  const create = (
    <GatedButton
      variant="primary"
      reason={refusal}
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => change({ create: 1 })}
    >
      Create SIP trunk
    </GatedButton>
  )
  const isPastEnd = list.data && list.data.total > 0 && list.data.items.length === 0

  return (
    <>
      <PageHeader
        title="SIP trunks"
        sentence={
          <TrunksSentence page={list.data} at={list.dataUpdatedAt} q={q} isOld={list.isPlaceholderData} />
        }
        actions={create}
      />
      <div className="mb-3">
        <SearchInput
          key={`${historyStep} ${cleared}`}
          label="Search trunks"
          placeholder="Search names, domains and ids"
          defaultValue={q}
          onSearch={(text) => text !== q && change({ q: text, page: undefined }, 'replace')}
        />
      </div>
      {asksToCreate && refusal !== undefined && (
        <p role="status" className="mb-3 flex flex-wrap items-center gap-2 rounded-lg bg-warn-soft px-4 py-2">
          <span className="flex-1 basis-60">This address creates a SIP trunk. {refusal}</span>
          <Button size="sm" onClick={() => change({ create: undefined }, 'replace')}>
            Dismiss
          </Button>
        </p>
      )}
      <LiveRegion>
        {list.isPlaceholderData ? 'Searching…' : list.data ? countText(list.data.total, 'trunk') : ''}
      </LiveRegion>
      <TrunksTable
        projectId={projectId}
        rows={list.data?.items}
        sort={sort}
        onSort={(next) => change({ sort: next === 'name' ? undefined : next, page: undefined })}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        refusal={refusal}
        onEdit={(trunk) => setOpen({ act: 'edit', trunk })}
        onDelete={(trunk) => setOpen({ act: 'delete', trunk })}
        empty={
          isPastEnd ? (
            <EmptyState
              title={`There is no page ${page}`}
              action={<Button onClick={() => change({ page: undefined })}>Go to the first page</Button>}
            >
              The list has become shorter than that.
            </EmptyState>
          ) : q ? (
            <EmptyState
              title={`No trunk matches “${q}”`}
              action={
                <Button
                  onClick={() => {
                    change({ q: undefined, page: undefined })
                    setCleared(cleared + 1)
                  }}
                >
                  Clear the search
                </Button>
              }
            >
              Names, host names, SIP domains and ids are searched.
            </EmptyState>
          ) : (
            <EmptyState title="No SIP trunk yet" action={create}>
              A SIP trunk connects your PBX or SBC to the phone network. It has a SIP domain to which you send
              outbound calls, and endpoints to which inbound calls are delivered.
            </EmptyState>
          )
        }
        footer={
          list.data && (
            <Pager
              page={page}
              pageSize={pageSize}
              total={list.data.total}
              onPage={(next) => change({ page: next === 1 ? undefined : next })}
              onPageSize={(next) => change({ pageSize: next === 50 ? undefined : next, page: undefined })}
            />
          )
        }
      />
      {creating && (
        <TrunkDialog
          projectId={projectId}
          onClose={() => change({ create: undefined }, 'replace')}
          // The vendor's answer holds the SIP domain, and that is what is needed next.
          onSaved={(trunk) => router.replace(projectPath(projectId, 'trunks', trunk.id))}
        />
      )}
      {open?.act === 'edit' && (
        <TrunkDialog
          projectId={projectId}
          trunk={open.trunk}
          onClose={() => setOpen(undefined)}
          onSaved={() => setOpen(undefined)}
        />
      )}
      {open?.act === 'delete' && (
        <DeleteTrunkDialog
          projectId={projectId}
          trunk={open.trunk}
          onClose={() => setOpen(undefined)}
          onDeleted={() => setOpen(undefined)}
        />
      )}
    </>
  )
}
