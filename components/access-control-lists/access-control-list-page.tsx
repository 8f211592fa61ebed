'use client'
import { useQuery } from '@tanstack/react-query'
import { ClipboardPaste, Pencil, Plus, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useDeletionByAddress } from '@/components/forms/use-deletion-by-address'
import { GonePage, UnreadableAddress } from '@/components/layout/rare-pages'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { Age } from '@/components/ui/age'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { projectPath } from '@/lib/client/page-path'
import { pollEvery } from '@/lib/client/poll'
import { itemQuery, listQuery, type ListPage } from '@/lib/client/queries'
import { readCollectionSearch, type CollectionSearch } from '@/lib/client/collection-search'
import { useUrlSearch } from '@/lib/client/url-search'
import { isGone } from '@/lib/errors'
import { countText, numberText } from '@/lib/format'
import type { accessControlLists } from '@/lib/resources/access-control-lists'
import { accessControlListPlace } from '@/lib/resources/places'
import { lintRanges } from '@/lib/rules/cidr-lint'
import { ListFacts } from './list-facts'
import { cidrOf, type IpRange, type ListRow } from './list-row'
import { besideList } from './lists-beside'
import { rangeSortKeys } from './range-rows'
import { RangesPanel } from './ranges-panel'

const EditListDialog = dynamic(() => import('./edit-list-dialog').then((module) => module.EditListDialog), {
  ssr: false,
})
const DeleteListDialog = dynamic(
  () => import('./delete-list-dialog').then((module) => module.DeleteListDialog),
  { ssr: false },
)
const RangeDialog = dynamic(() => import('./range-dialog').then((module) => module.RangeDialog), {
  ssr: false,
})
const RemoveRangeDialog = dynamic(
  () => import('./remove-range-dialog').then((module) => module.RemoveRangeDialog),
  { ssr: false },
)
const PasteDialog = dynamic(() => import('./paste-dialog').then((module) => module.PasteDialog), {
  ssr: false,
})

/** One access control list: its ranges with what the linter says, who uses it, and what can be done with it. */
export function AccessControlListPage(props: { projectId: string; listId: string }) {
  const [search] = useUrlSearch()
  const q = search.toString()
  // The same address gives the same object, so that the rows are not sorted again for nothing.
  const { query, problems } = useMemo(() => readCollectionSearch(new URLSearchParams(q), rangeSortKeys), [q])
  if (problems) return <UnreadableAddress title="Access control list" problems={problems} />
  return <OneList {...props} query={query} />
}

const mostLists = 500

type Open =
  { act: 'edit' | 'add' | 'paste'; range?: undefined } | { act: 'editRange' | 'removeRange'; range: IpRange }

function OneList({
  projectId,
  listId,
  query,
}: {
  projectId: string
  listId: string
  query: CollectionSearch
}) {
  const router = useRouter()
  const refusal = useRefusalReason('operator')
  const [open, setOpen] = useState<Open>()
  const [isDeleting, setIsDeleting] = useDeletionByAddress(refusal)
  const {
    data: list,
    dataUpdatedAt,
    error,
    refetch,
  } = useQuery({
    ...itemQuery<typeof accessControlLists>(accessControlListPlace, projectId, {}, listId),
    refetchInterval: pollEvery(),
  })
  // The other lists tell the names of the trunks, and what is let in twice.
  const all = useQuery({
    ...listQuery<typeof accessControlLists, ListRow>(
      accessControlListPlace,
      projectId,
      {},
      { pageSize: mostLists },
    ),
    refetchInterval: pollEvery(),
  })
  const beside = useMemo(() => besideList(list, all.data?.items), [list, all.data])
  const lint = useMemo(() => lintRanges((list?.ipRanges ?? []).map(cidrOf), beside.ranges), [list, beside])
  const back = { href: projectPath(projectId, 'access-control-lists'), label: 'Access control lists' }
  const close = () => setOpen(undefined)

  // An open dialog holds what was typed: it stays, and shows the refusal.
  if (isGone(error) && !(list && (open || isDeleting))) {
    return (
      <GonePage
        title="Access control list not found"
        noun="access control list"
        id={listId}
        back={back}
        all="All access control lists"
      />
    )
  }
  const isDown = Boolean(error) && !isGone(error)

  return (
    <>
      <PageHeader
        back={back}
        title={list ? list.name : <Skeleton className="my-1 h-5 w-48" />}
        sentence={
          list && (
            <>
              {countText(list.ipRanges.length, 'IP range')} with{' '}
              {countText(lint.addresses, 'address', 'addresses')}, read{' '}
              <Age seconds={list.ageSeconds} at={dataUpdatedAt} />
            </>
          )
        }
        actions={
          list && (
            <>
              <GatedButton
                variant="quiet"
                reason={refusal}
                icon={<Trash2 aria-hidden className="size-4" />}
                onClick={() => setIsDeleting(true)}
              >
                Delete
              </GatedButton>
              <GatedButton
                reason={refusal}
                icon={<Pencil aria-hidden className="size-4" />}
                onClick={() => setOpen({ act: 'edit' })}
              >
                Rename
              </GatedButton>
              <GatedButton
                reason={refusal}
                icon={<ClipboardPaste aria-hidden className="size-4" />}
                onClick={() => setOpen({ act: 'paste' })}
              >
                Paste ranges
              </GatedButton>
              <GatedButton
                variant="primary"
                reason={refusal}
                icon={<Plus aria-hidden className="size-4" />}
                onClick={() => setOpen({ act: 'add' })}
              >
                Add range
              </GatedButton>
            </>
          )
        }
      />
      {isDown && (
        <div className="mb-3">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {list && besideProblem(all.error, all.data) && (
        <p role="status" className="mb-3 text-warn">
          {besideProblem(all.error, all.data)}
        </p>
      )}
      {lint.wide && (
        <p className="mb-3 rounded-lg bg-bad-soft px-4 py-2">
          {lint.wide} Whoever sends from there may try to call on your bill: remove what you do not need.
        </p>
      )}
      {list ? (
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
          <RangesPanel
            list={list}
            lint={lint}
            query={query}
            refusal={refusal}
            onEdit={(range) => setOpen({ act: 'editRange', range })}
            onRemove={(range) => setOpen({ act: 'removeRange', range })}
          />
          <ListFacts projectId={projectId} list={list} trunkNames={beside.trunkNames} refusal={refusal} />
        </div>
      ) : (
        !isDown && <Panel className="h-96">{null}</Panel>
      )}
      {list && open?.act === 'edit' && (
        <EditListDialog projectId={projectId} list={list} onClose={close} onSaved={close} />
      )}
      {list && isDeleting && (
        <DeleteListDialog
          projectId={projectId}
          list={list}
          onClose={() => setIsDeleting(false)}
          onDeleted={() => router.replace(back.href)}
        />
      )}
      {list && (open?.act === 'add' || open?.act === 'editRange') && (
        <RangeDialog projectId={projectId} list={list} range={open.range} onClose={close} onSaved={close} />
      )}
      {list && open?.act === 'removeRange' && (
        <RemoveRangeDialog
          projectId={projectId}
          list={list}
          range={open.range}
          onClose={close}
          onRemoved={close}
        />
      )}
      {list && open?.act === 'paste' && <PasteDialog projectId={projectId} list={list} onClose={close} />}
    </>
  )
}

/** Why the comparison with the other lists may leave something out. */
function besideProblem(error: Error | null, page: ListPage<ListRow> | undefined): string | undefined {
  if (error && !page) return 'The other lists could not be read, so what they let in as well is not shown.'
  if (error || page?.stale)
    return 'The other lists could not be read anew; they are compared with as they were.'
  if (page && page.total > mostLists)
    return `Compared with ${numberText(mostLists)} of ${numberText(page.total)} lists.`
  return undefined
}
