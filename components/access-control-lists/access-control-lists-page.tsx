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
import type { accessControlLists } from '@/lib/resources/access-control-lists'
import { accessControlListPlace } from '@/lib/resources/places'
import { AccessControlListsTable } from './access-control-lists-table'
import type { ListRow } from './list-row'
import { readListSearch, type ListSearch } from './list-search'
import { ListsSentence } from './lists-sentence'

const CreateListDialog = dynamic(
  () => import('./create-list-dialog').then((module) => module.CreateListDialog),
  { ssr: false },
)
const EditListDialog = dynamic(() => import('./edit-list-dialog').then((module) => module.EditListDialog), {
  ssr: false,
})
const DeleteListDialog = dynamic(
  () => import('./delete-list-dialog').then((module) => module.DeleteListDialog),
  { ssr: false },
)

const sortKeys = ['name', 'ipRanges', 'trunks', 'enabled', 'updateTime'] as const
const pollMs = 60_000
const pollWhileDownMs = 2_000

/** All access control lists of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function AccessControlListsPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readListSearch(search, sortKeys)
  if (problems) return <UnreadableAddress title="Access control lists" problems={problems} />
  return <ListsPage projectId={projectId} query={query} />
}

function ListsPage({ projectId, query }: { projectId: string; query: ListSearch }) {
  const router = useRouter()
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const historyStep = useHistoryStep()
  const [cleared, setCleared] = useState(0)
  const [open, setOpen] = useState<{ act: 'edit' | 'delete'; list: ListRow }>()
  const { q, sort, page, pageSize } = query

  const lists = useQuery({
    ...listQuery<typeof accessControlLists, ListRow>(
      accessControlListPlace,
      projectId,
      {},
      { q, sort, page, pageSize },
    ),
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
      Create access control list
    </GatedButton>
  )
  const isPastEnd = lists.data && lists.data.total > 0 && lists.data.items.length === 0

  return (
    <>
      <PageHeader
        title="Access control lists"
        sentence={
          <ListsSentence page={lists.data} at={lists.dataUpdatedAt} q={q} isOld={lists.isPlaceholderData} />
        }
        actions={create}
      />
      <div className="mb-3">
        <SearchInput
          key={`${historyStep} ${cleared}`}
          label="Search access control lists"
          placeholder="Search names and ids"
          defaultValue={q}
          onSearch={(text) => text !== q && change({ q: text, page: undefined }, 'replace')}
        />
      </div>
      {asksToCreate && refusal !== undefined && (
        <p role="status" className="mb-3 flex flex-wrap items-center gap-2 rounded-lg bg-warn-soft px-4 py-2">
          <span className="flex-1 basis-60">This address creates an access control list. {refusal}</span>
          <Button size="sm" onClick={() => change({ create: undefined, linkTo: undefined }, 'replace')}>
            Dismiss
          </Button>
        </p>
      )}
      <LiveRegion>
        {lists.isPlaceholderData
          ? 'Searching…'
          : lists.data
            ? countText(lists.data.total, 'access control list')
            : ''}
      </LiveRegion>
      <AccessControlListsTable
        projectId={projectId}
        rows={lists.data?.items}
        sort={sort}
        onSort={(next) => change({ sort: next === 'name' ? undefined : next, page: undefined })}
        loading={lists.isFetching}
        error={lists.error}
        onRetry={() => void lists.refetch()}
        refusal={refusal}
        onEdit={(list) => setOpen({ act: 'edit', list })}
        onDelete={(list) => setOpen({ act: 'delete', list })}
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
              title={`No access control list matches “${q}”`}
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
              Names and ids are searched; addresses are searched on the page of a list.
            </EmptyState>
          ) : (
            <EmptyState title="No access control list yet" action={create}>
              An access control list (ACL) holds the IP ranges that may send outbound calls. Create one with
              the public addresses of your PBX or SBC, then link it to a SIP trunk.
            </EmptyState>
          )
        }
        footer={
          lists.data && (
            <Pager
              page={page}
              pageSize={pageSize}
              total={lists.data.total}
              onPage={(next) => change({ page: next === 1 ? undefined : next })}
              onPageSize={(next) => change({ pageSize: next === 50 ? undefined : next, page: undefined })}
            />
          )
        }
      />
      {creating && (
        <CreateListDialog
          projectId={projectId}
          linkTo={search.get('linkTo') ?? undefined}
          onClose={() => change({ create: undefined, linkTo: undefined }, 'replace')}
          onSaved={(list) => router.replace(projectPath(projectId, 'access-control-lists', list.id))}
        />
      )}
      {open?.act === 'edit' && (
        <EditListDialog
          projectId={projectId}
          list={open.list}
          onClose={() => setOpen(undefined)}
          onSaved={() => setOpen(undefined)}
        />
      )}
      {open?.act === 'delete' && (
        <DeleteListDialog
          projectId={projectId}
          list={open.list}
          onClose={() => setOpen(undefined)}
          onDeleted={() => setOpen(undefined)}
        />
      )}
    </>
  )
}
