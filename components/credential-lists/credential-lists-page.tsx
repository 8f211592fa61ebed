'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CollectionSentence } from '@/components/layout/collection-sentence'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { UnreadableAddress } from '@/components/layout/unreadable-address'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { GatedButton } from '@/components/ui/gated-button'
import { LiveRegion } from '@/components/ui/live-region'
import { Pager } from '@/components/ui/pager'
import { SearchInput } from '@/components/ui/search-input'
import { readCollectionSearch, type CollectionSearch } from '@/lib/client/collection-search'
import { projectPath } from '@/lib/client/page-path'
import { listQuery } from '@/lib/client/queries'
import { useHistoryStep, useUrlSearch } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { credentialListPlace } from '@/lib/resources/places'
import type { CredentialListRow } from './credential-list-row'
import { CredentialListsTable } from './credential-lists-table'

const CreateDialog = dynamic(
  () => import('./create-credential-list-dialog').then((module) => module.CreateCredentialListDialog),
  { ssr: false },
)
const RenameDialog = dynamic(
  () => import('./rename-credential-list-dialog').then((module) => module.RenameCredentialListDialog),
  { ssr: false },
)
const DeleteDialog = dynamic(
  () => import('./delete-credential-list-dialog').then((module) => module.DeleteCredentialListDialog),
  { ssr: false },
)

const pollMs = 60_000
const pollWhileDownMs = 2_000

/** All credential lists of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function CredentialListsPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readCollectionSearch(search, ['name', 'credentials', 'updateTime'])
  if (problems) return <UnreadableAddress title="Credential lists" problems={problems} />
  return <ListPage projectId={projectId} query={query} />
}

function ListPage({ projectId, query }: { projectId: string; query: CollectionSearch }) {
  const router = useRouter()
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const historyStep = useHistoryStep()
  const [cleared, setCleared] = useState(0)
  const [open, setOpen] = useState<{ act: 'rename' | 'delete'; list: CredentialListRow }>()
  const { q, sort, page, pageSize } = query

  const list = useQuery({
    ...listQuery<typeof credentialLists, CredentialListRow>(
      credentialListPlace,
      projectId,
      {},
      { q, sort, page, pageSize },
    ),
    refetchInterval: ({ state }) => (state.data?.stale || state.error ? pollWhileDownMs : pollMs),
  })
  const asksToCreate = search.get('create') !== null
  const linkTo = (search.get('linkTo') ?? '').split(',').filter(Boolean)
  const create = (
    <GatedButton
      variant="primary"
      reason={refusal}
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => change({ create: 1 })}
    >
      Create credential list
    </GatedButton>
  )
  const closeCreate = { create: undefined, linkTo: undefined }
  const isPastEnd = list.data && list.data.total > 0 && list.data.items.length === 0

  return (
    <>
      <PageHeader
        title="Credential lists"
        sentence={
          <CollectionSentence
            page={list.data}
            one="credential list"
            many="credential lists"
            at={list.dataUpdatedAt}
            q={q}
            isOld={list.isPlaceholderData}
          />
        }
        actions={create}
      />
      <div className="mb-3">
        <SearchInput
          key={`${historyStep} ${cleared}`}
          label="Search credential lists"
          placeholder="Search names and ids"
          defaultValue={q}
          onSearch={(text) => text !== q && change({ q: text, page: undefined }, 'replace')}
        />
      </div>
      {asksToCreate && refusal !== undefined && (
        <p role="status" className="mb-3 flex flex-wrap items-center gap-2 rounded-lg bg-warn-soft px-4 py-2">
          <span className="flex-1 basis-60">This address creates a credential list. {refusal}</span>
          <Button size="sm" onClick={() => change(closeCreate, 'replace')}>
            Dismiss
          </Button>
        </p>
      )}
      <LiveRegion>
        {list.isPlaceholderData
          ? 'Searching…'
          : list.data
            ? countText(list.data.total, 'credential list')
            : ''}
      </LiveRegion>
      <CredentialListsTable
        projectId={projectId}
        rows={list.data?.items}
        sort={sort}
        onSort={(next) => change({ sort: next === 'name' ? undefined : next, page: undefined })}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        refusal={refusal}
        onRename={(row) => setOpen({ act: 'rename', list: row })}
        onDelete={(row) => setOpen({ act: 'delete', list: row })}
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
              title={`No credential list matches “${q}”`}
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
              Names and ids of lists are searched; user names are on the page of each list.
            </EmptyState>
          ) : (
            <EmptyState title="No credential list yet" action={create}>
              A credential list holds user names and passwords. Linked to a trunk, it lets a PBX register or
              send outbound calls with a password, wherever its address is.
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
      {asksToCreate && refusal === undefined && (
        <CreateDialog
          projectId={projectId}
          linkTo={linkTo}
          onClose={(listId) => {
            if (listId === undefined) change(closeCreate, 'replace')
            else router.replace(projectPath(projectId, 'credential-lists', listId))
          }}
        />
      )}
      {open?.act === 'rename' && (
        <RenameDialog
          projectId={projectId}
          list={open.list}
          onClose={() => setOpen(undefined)}
          onSaved={() => setOpen(undefined)}
        />
      )}
      {open?.act === 'delete' && (
        <DeleteDialog
          projectId={projectId}
          list={open.list}
          onClose={() => setOpen(undefined)}
          onDeleted={() => setOpen(undefined)}
        />
      )}
    </>
  )
}
