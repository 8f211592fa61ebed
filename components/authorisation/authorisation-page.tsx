'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Age } from '@/components/ui/age'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { endpointsQuery } from '@/lib/client/endpoints'
import { linksQuery, type LinkedKind } from '@/lib/client/links'
import { pollEvery } from '@/lib/client/poll'
import { listQuery } from '@/lib/client/queries'
import { useUrlSearch } from '@/lib/client/url-search'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { credentialListPlace } from '@/lib/resources/places'
import { RefusedAddress } from '@/components/layout/refused-address'
import { useRefusalReason } from '@/components/layout/session-context'
import { effectiveSources, outboundCheck, trappedEndpoints } from '@/lib/rules/authorisation'
import { AccessControlListsPanel, CredentialListsPanel } from './linked-lists-panel'
import { ChecksPanel } from './checks-panel'
import type { LinkedList } from './list-kinds'
import { SourcesPanel } from './sources-panel'
import { TrapNotices } from './trap-notices'

const LinkListDialog = dynamic(() => import('./link-list-dialog').then((module) => module.LinkListDialog), {
  ssr: false,
})
const UnlinkDialog = dynamic(() => import('./unlink-dialog').then((module) => module.UnlinkDialog), {
  ssr: false,
})

const refetchInterval = pollEvery()

/** As many as one answer may hold. */
const mostLists = 500

/** Which outbound calls of a trunk are let through and why, and the lists that decide it. `?link=` with a kind of list opens its dialog. */
export function AuthorisationPage({ projectId, trunkId }: { projectId: string; trunkId: string }) {
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const [unlinking, setUnlinking] = useState<{ kind: LinkedKind; list: LinkedList }>()
  const acls = useQuery({ ...linksQuery('accessControlLists', projectId, trunkId), refetchInterval })
  const lists = useQuery({ ...linksQuery('credentialLists', projectId, trunkId), refetchInterval })
  const board = useQuery({ ...endpointsQuery(projectId, trunkId), refetchInterval })
  const trapped = trappedEndpoints(board.data?.items ?? [], lists.data?.items ?? [])
  const hasTrapped = board.data !== undefined && lists.data !== undefined && trapped.length > 0
  // Only where an endpoint is trapped it matters which other list has its user.
  const all = useQuery({
    ...listQuery<typeof credentialLists>(credentialListPlace, projectId, {}, { pageSize: mostLists }),
    enabled: hasTrapped,
    refetchInterval,
  })
  const reads = hasTrapped ? [acls, lists, board, all] : [acls, lists, board]
  const failed = reads.find(({ data, error }) => error && !data)
  if (failed)
    return (
      <ErrorNotice
        error={failed.error}
        onRetry={() => void Promise.all(reads.map(({ refetch }) => refetch()))}
      />
    )
  if (!acls.data || !lists.data || !board.data || (hasTrapped && !all.data)) return <Loading />

  const authorisation = {
    accessControlLists: acls.data.items,
    credentialLists: lists.data.items,
    endpoints: board.data.items,
  }
  const old = reads.find(({ data, error }) => data?.stale || error)
  const asked = search.get('link')
  const linking = asked === 'accessControlLists' || asked === 'credentialLists' ? asked : undefined
  const acts = {
    refusal,
    onLink: (kind: LinkedKind) => change({ link: kind }),
    onUnlink: (kind: LinkedKind, list: LinkedList) => setUnlinking({ kind, list }),
  }
  return (
    <div className="flex flex-col gap-4">
      {old?.data && (
        <p role="status" className="text-warn">
          Last good answer from <Age seconds={old.data.ageSeconds} at={old.dataUpdatedAt} />:{' '}
          {old.data.staleReason ?? old.error?.message ?? 'the vendor could not be read.'}
        </p>
      )}
      {linking && refusal !== undefined && (
        <RefusedAddress
          asks="This address links a list to the trunk."
          refusal={refusal}
          onDismiss={() => change({ link: undefined }, 'replace')}
        />
      )}
      <ChecksPanel authorisation={authorisation} check={outboundCheck(authorisation)} {...acts} />
      <TrapNotices
        projectId={projectId}
        trunkId={trunkId}
        trapped={trapped}
        lists={all.data?.items ?? []}
        isEveryList={all.data !== undefined && all.data.complete && all.data.total <= mostLists}
        refusal={refusal}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <AccessControlListsPanel projectId={projectId} trunkId={trunkId} links={acls.data} {...acts} />
          <CredentialListsPanel projectId={projectId} trunkId={trunkId} links={lists.data} {...acts} />
        </div>
        <SourcesPanel
          projectId={projectId}
          trunkId={trunkId}
          sources={effectiveSources(authorisation)}
          check={outboundCheck(authorisation)}
        />
      </div>
      {linking && refusal === undefined && (
        <LinkListDialog
          projectId={projectId}
          trunkId={trunkId}
          kind={linking}
          linkedIds={
            linking === 'accessControlLists'
              ? [...acls.data.items.map(({ id }) => id), ...acls.data.unreadIds]
              : [...lists.data.items.map(({ id }) => id), ...lists.data.unreadIds]
          }
          onClose={() => change({ link: undefined }, 'replace')}
        />
      )}
      {unlinking && (
        <UnlinkDialog
          projectId={projectId}
          trunkId={trunkId}
          kind={unlinking.kind}
          list={unlinking.list}
          authorisation={authorisation}
          onClose={() => setUnlinking(undefined)}
        />
      )}
    </div>
  )
}

function Loading() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <span className="sr-only">Loading…</span>
      {[40, 32, 32].map((height, index) => (
        <Panel key={index}>
          <div className={height === 40 ? 'h-40 p-4' : 'h-32 p-4'}>
            <Skeleton className="mb-4 w-48" />
            <Skeleton className="mb-2 w-full max-w-96" />
            <Skeleton className="w-full max-w-72" />
          </div>
        </Panel>
      ))}
    </div>
  )
}
