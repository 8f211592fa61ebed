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
import type { credentialLists } from '@/lib/resources/credential-lists'
import { credentialListPlace } from '@/lib/resources/places'
import { credentialListSortKeys, type CredentialListRow } from './credential-list-row'
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

/** All credential lists of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function CredentialListsPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readCollectionSearch(search, credentialListSortKeys)
  if (problems) return <UnreadableAddress title="Credential lists" problems={problems} />
  return <ListPage projectId={projectId} query={query} />
}

function ListPage({ projectId, query }: { projectId: string; query: CollectionSearch }) {
  const router = useRouter()
  const [search] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const [open, setOpen] = useState<{ act: 'rename' | 'delete'; list: CredentialListRow }>()
  const list = useCollection<typeof credentialLists, CredentialListRow>(
    credentialListPlace,
    projectId,
    {},
    query,
  )
  const close = () => setOpen(undefined)

  return (
    <>
      <CollectionPage
        title="Credential lists"
        one="credential list"
        many="credential lists"
        query={query}
        list={list}
        searchPlaceholder="Search names and ids"
        searched="Names and ids are searched here; the search at the top finds a list by a user name in it."
        whatItIs="A credential list holds user names and passwords. Linked to a trunk, it lets a PBX register or send outbound calls with a password, wherever its address is."
        createWith={['linkTo']}
        table={(table) => (
          <CredentialListsTable
            {...table}
            projectId={projectId}
            refusal={refusal}
            onRename={(row) => setOpen({ act: 'rename', list: row })}
            onDelete={(row) => setOpen({ act: 'delete', list: row })}
          />
        )}
        creating={(done) => (
          <CreateDialog
            projectId={projectId}
            linkTo={(search.get('linkTo') ?? '').split(',').filter(Boolean)}
            onClose={(listId) => {
              if (listId === undefined) done()
              else router.replace(projectPath(projectId, 'credential-lists', listId))
            }}
          />
        )}
      />
      {open?.act === 'rename' && (
        <RenameDialog projectId={projectId} list={open.list} onClose={close} onSaved={close} />
      )}
      {open?.act === 'delete' && (
        <DeleteDialog projectId={projectId} list={open.list} onClose={close} onDeleted={close} />
      )}
    </>
  )
}
