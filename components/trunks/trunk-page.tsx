'use client'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Phone, Trash2 } from 'lucide-react'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { ButtonLink } from '@/components/ui/button-link'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { TabsNav } from '@/components/ui/tabs-nav'
import { projectPath } from '@/lib/client/page-path'
import { itemQuery } from '@/lib/client/queries'
import { ApiError } from '@/lib/errors'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import type { TaggedTrunk } from './trunk-row'

const TrunkDialog = dynamic(() => import('./trunk-dialog').then((module) => module.TrunkDialog), {
  ssr: false,
})
const DeleteTrunkDialog = dynamic(
  () => import('./delete-trunk-dialog').then((module) => module.DeleteTrunkDialog),
  { ssr: false },
)

const pollWhileDownMs = 2_000

/** One trunk: its name, its SIP domain, what can be done with it, and one of its tabs as `children`. */
export function TrunkPage(props: {
  projectId: string
  trunkId: string
  children: (trunk: TaggedTrunk) => ReactNode
}) {
  const { projectId, trunkId } = props
  const router = useRouter()
  const refusal = useRefusalReason('operator')
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const {
    data: trunk,
    error,
    refetch,
  } = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, projectId, {}, trunkId),
    refetchInterval: (query) => (query.state.error && !isGone(query.state.error) ? pollWhileDownMs : false),
  })
  const list = { href: projectPath(projectId, 'trunks'), label: 'SIP trunks' }

  // An open dialog holds what was typed: it stays, and shows the refusal.
  if (isGone(error) && !(trunk && open)) {
    return (
      <>
        <PageHeader title="SIP trunk not found" back={list} />
        <Panel>
          <EmptyState
            title="There is no such trunk"
            action={
              <ButtonLink href={list.href} variant="primary">
                All SIP trunks
              </ButtonLink>
            }
          >
            It was deleted, or the address belongs to another project. The id was{' '}
            <span className="font-mono text-sm break-all">{trunkId}</span>.
          </EmptyState>
        </Panel>
      </>
    )
  }
  const isDown = Boolean(error) && !isGone(error)

  return (
    <>
      <PageHeader
        back={list}
        title={trunk ? trunk.name : <Skeleton className="my-1 h-5 w-48" />}
        sentence={
          trunk?.domain && (
            <span className="inline-flex max-w-full items-center gap-1">
              <span className="truncate font-mono text-sm">{trunk.domain}</span>
              <CopyButton value={trunk.domain} label="Copy the SIP domain" />
            </span>
          )
        }
        actions={
          trunk && (
            <>
              <GatedButton
                variant="quiet"
                reason={refusal}
                icon={<Trash2 aria-hidden className="size-4" />}
                onClick={() => setOpen('delete')}
              >
                Delete
              </GatedButton>
              <ButtonLink
                // The id comes from data; typed routes cannot check it.
                href={`${projectPath(projectId, 'calls')}?trunkId=${encodeURIComponent(trunkId)}` as Route}
                icon={<Phone aria-hidden className="size-4" />}
              >
                Calls
              </ButtonLink>
              <GatedButton
                variant="primary"
                reason={refusal}
                icon={<Pencil aria-hidden className="size-4" />}
                onClick={() => setOpen('edit')}
              >
                Edit trunk
              </GatedButton>
            </>
          )
        }
      />
      <TabsNav
        label="Parts of this trunk"
        tabs={[
          { href: projectPath(projectId, 'trunks', trunkId), label: 'Settings' },
          { href: projectPath(projectId, 'trunks', trunkId, 'numbers'), label: 'Numbers' },
          { href: projectPath(projectId, 'trunks', trunkId, 'connect'), label: 'Connect' },
        ]}
      />
      {isDown && (
        <div className="mb-3">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {trunk ? props.children(trunk) : !isDown && <Panel className="h-72">{null}</Panel>}
      {trunk && open === 'edit' && (
        <TrunkDialog
          projectId={projectId}
          trunk={trunk}
          onClose={() => setOpen(undefined)}
          onSaved={() => setOpen(undefined)}
        />
      )}
      {trunk && open === 'delete' && (
        <DeleteTrunkDialog
          projectId={projectId}
          trunk={trunk}
          onClose={() => setOpen(undefined)}
          onDeleted={() => router.replace(list.href)}
        />
      )}
    </>
  )
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not_found'
}
