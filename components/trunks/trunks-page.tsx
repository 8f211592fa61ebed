'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CollectionPage } from '@/components/layout/collection-page'
import { useRefusalReason } from '@/components/layout/session-context'
import { UnreadableAddress } from '@/components/layout/rare-pages'
import { ButtonLink } from '@/components/ui/button-link'
import { readCollectionSearch, type CollectionSearch } from '@/lib/client/collection-search'
import { projectPath } from '@/lib/client/page-path'
import { useCollection } from '@/lib/client/use-collection'
import { useUrlSearch } from '@/lib/client/url-search'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { trunkSortKeys, type TrunkRow } from './trunk-row'
import { TrunksTable } from './trunks-table'

const TrunkDialog = dynamic(() => import('./trunk-dialog').then((module) => module.TrunkDialog), {
  ssr: false,
})
const DeleteTrunkDialog = dynamic(
  () => import('./delete-trunk-dialog').then((module) => module.DeleteTrunkDialog),
  { ssr: false },
)

/** All SIP trunks of a project; what is searched, how it is sorted and which page is open stand in the address. */
export function TrunksPage({ projectId }: { projectId: string }) {
  const [search] = useUrlSearch()
  const { query, problems } = readCollectionSearch(search, trunkSortKeys)
  if (problems) return <UnreadableAddress title="SIP trunks" problems={problems} />
  return <ListPage projectId={projectId} query={query} />
}

function ListPage({ projectId, query }: { projectId: string; query: CollectionSearch }) {
  const router = useRouter()
  const refusal = useRefusalReason('operator')
  const [open, setOpen] = useState<{ act: 'edit' | 'delete'; trunk: TrunkRow }>()
  const list = useCollection<typeof trunks, TrunkRow>(trunkPlace, projectId, {}, query)
  const close = () => setOpen(undefined)

  return (
    <>
      <CollectionPage
        title="SIP trunks"
        one="trunk"
        many="trunks"
        createLabel="Create SIP trunk"
        alsoCreate={
          refusal === undefined && (
            <ButtonLink href={projectPath(projectId, 'onboarding', 'new')}>Set up step by step</ButtonLink>
          )
        }
        query={query}
        list={list}
        searchPlaceholder="Search names, domains and ids"
        searched="Names, host names, SIP domains and ids are searched."
        whatItIs="A SIP trunk connects your PBX or SBC to the phone network. It has a SIP domain to which you send outbound calls, and endpoints to which inbound calls are delivered."
        table={(table) => (
          <TrunksTable
            {...table}
            projectId={projectId}
            refusal={refusal}
            onEdit={(trunk) => setOpen({ act: 'edit', trunk })}
            onDelete={(trunk) => setOpen({ act: 'delete', trunk })}
          />
        )}
        creating={(done) => (
          <TrunkDialog
            projectId={projectId}
            onClose={done}
            // The vendor's answer holds the SIP domain, and that is what is needed next.
            onSaved={(trunk) => router.replace(projectPath(projectId, 'trunks', trunk.id))}
          />
        )}
      />
      {open?.act === 'edit' && (
        <TrunkDialog projectId={projectId} trunk={open.trunk} onClose={close} onSaved={close} />
      )}
      {open?.act === 'delete' && (
        <DeleteTrunkDialog projectId={projectId} trunk={open.trunk} onClose={close} onDeleted={close} />
      )}
    </>
  )
}
