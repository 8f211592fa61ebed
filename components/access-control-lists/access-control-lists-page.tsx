'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CollectionPage } from '@/components/layout/collection-page'
import { useRefusalReason } from '@/components/layout/session-context'
import { UnreadableAddress } from '@/components/layout/rare-pages'
import { readCollectionSearch, type CollectionSearch } from '@/lib/client/collection-search'
import { projectPath } from '@/lib/client/page-path'
import { useCollection } from '@/lib/client/use-collection'
import { useUrlSearch } from '@/lib/client/url-search'
import type { accessControlLists } from '@/lib/resources/access-control-lists'
import { accessControlListPlace } from '@/lib/resources/places'
import { AccessControlListsTable } from './access-control-lists-table'
import { listSortKeys, type ListRow } from './list-row'

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

/** All access control lists of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function AccessControlListsPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readCollectionSearch(search, listSortKeys)
  if (problems) return <UnreadableAddress title="Access control lists" problems={problems} />
  return <ListPage projectId={projectId} query={query} />
}

function ListPage({ projectId, query }: { projectId: string; query: CollectionSearch }) {
  const router = useRouter()
  const [search] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const [open, setOpen] = useState<{ act: 'edit' | 'delete'; list: ListRow }>()
  const list = useCollection<typeof accessControlLists, ListRow>(accessControlListPlace, projectId, {}, query)
  const close = () => setOpen(undefined)

  return (
    <>
      <CollectionPage
        title="Access control lists"
        one="access control list"
        many="access control lists"
        article="an"
        query={query}
        list={list}
        searchPlaceholder="Search names and ids"
        searched="Names and ids are searched here; the search at the top finds a list by an address in it."
        whatItIs="An access control list (ACL) holds the IP ranges that may send outbound calls. Create one with the public addresses of your PBX or SBC, then link it to a SIP trunk."
        createWith={['linkTo']}
        table={(table) => (
          <AccessControlListsTable
            {...table}
            projectId={projectId}
            refusal={refusal}
            onEdit={(row) => setOpen({ act: 'edit', list: row })}
            onDelete={(row) => setOpen({ act: 'delete', list: row })}
          />
        )}
        creating={(done) => (
          <CreateListDialog
            projectId={projectId}
            linkTo={search.get('linkTo') ?? undefined}
            onClose={done}
            onSaved={(made) => router.replace(projectPath(projectId, 'access-control-lists', made.id))}
          />
        )}
      />
      {open?.act === 'edit' && (
        <EditListDialog projectId={projectId} list={open.list} onClose={close} onSaved={close} />
      )}
      {open?.act === 'delete' && (
        <DeleteListDialog projectId={projectId} list={open.list} onClose={close} onDeleted={close} />
      )}
    </>
  )
}
