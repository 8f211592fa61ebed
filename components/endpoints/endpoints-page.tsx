'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { SectionHeader } from '@/components/layout/section-header'
import { RefusedAddress } from '@/components/layout/refused-address'
import { useRefusalReason } from '@/components/layout/session-context'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { endpointsQuery } from '@/lib/client/endpoints'
import { pollEvery } from '@/lib/client/poll'
import { itemQuery } from '@/lib/client/queries'
import { useUrlSearch } from '@/lib/client/url-search'
import { phoneText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { EndpointBoard } from './endpoint-board'
import type { TaggedEndpoint } from './endpoint-row'
import { EndpointsSentence } from './endpoints-sentence'
import { useKnownLists } from './use-known-lists'

const EndpointDialog = dynamic(() => import('./endpoint-dialog').then((module) => module.EndpointDialog), {
  ssr: false,
})

/** The SIP endpoints of a trunk: where its inbound calls go, and in which order. */
export function EndpointsPage({ projectId, trunkId }: { projectId: string; trunkId: string }) {
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const [edited, setEdited] = useState<TaggedEndpoint>()
  const known = useKnownLists(projectId, trunkId)
  const list = useQuery({ ...endpointsQuery(projectId, trunkId), refetchInterval: pollEvery() })
  // The head of the page reads the same trunk, and says so when that fails.
  const trunk = useQuery(itemQuery<typeof trunks>(trunkPlace, projectId, {}, trunkId)).data
  const items = trunk && list.data?.items
  const forwardTo = trunk?.enableCallForward ? trunk.callForwardNumber : ''
  const asksToCreate = search.get('create') !== null
  const nextPriority = Math.max(0, ...(items ?? []).map(({ priority }) => priority ?? 0)) + 1
  const add = (
    <GatedButton
      variant="primary"
      reason={refusal}
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => change({ create: 1 })}
    >
      Add endpoint
    </GatedButton>
  )

  return (
    <>
      <SectionHeader
        title="SIP endpoints"
        sentence={<EndpointsSentence page={list.data} at={list.dataUpdatedAt} />}
        actions={add}
      />
      {asksToCreate && refusal !== undefined && (
        <RefusedAddress
          asks="This address adds a SIP endpoint."
          refusal={refusal}
          onDismiss={() => change({ create: undefined }, 'replace')}
        />
      )}
      {list.error && (
        <div className="mb-3">
          <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {!items && !list.error && <LoadingBoard />}
      {items?.length === 0 && (
        <Panel>
          <EmptyState title="No SIP endpoint yet" action={add}>
            An endpoint is where inbound calls of this trunk go: a fixed address of your PBX or SBC, or a user
            name with which it registers. Until there is one, calls are{' '}
            {forwardTo ? `forwarded to ${phoneText(forwardTo)}` : 'answered with 503'}.
          </EmptyState>
        </Panel>
      )}
      {items && items.length > 0 && (
        <EndpointBoard
          projectId={projectId}
          trunkId={trunkId}
          endpoints={items}
          forwardTo={forwardTo}
          known={known}
          refusal={refusal}
          onEdit={setEdited}
        />
      )}
      {asksToCreate && refusal === undefined && items && (
        <EndpointDialog
          projectId={projectId}
          trunkId={trunkId}
          known={known}
          nextPriority={nextPriority}
          onClose={() => change({ create: undefined }, 'replace')}
        />
      )}
      {edited && (
        <EndpointDialog
          projectId={projectId}
          trunkId={trunkId}
          known={known}
          endpoint={edited}
          nextPriority={nextPriority}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  )
}

function LoadingBoard() {
  return (
    <div aria-busy className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Panel className="mt-4 h-72 p-4">
        <span className="sr-only">Loading…</span>
        <Skeleton className="w-40" />
      </Panel>
      <Panel className="h-72 max-lg:hidden">{null}</Panel>
    </div>
  )
}
