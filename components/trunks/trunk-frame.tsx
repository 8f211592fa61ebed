'use client'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { GonePage } from '@/components/layout/rare-pages'
import { PageHeader } from '@/components/layout/page-header'
import { PropagationPill } from '@/components/layout/propagation-pill'
import { useRefusalReason } from '@/components/layout/session-context'
import { useDeletionByAddress } from '@/components/forms/use-deletion-by-address'
import { CopyButton } from '@/components/ui/copy-button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Skeleton } from '@/components/ui/skeleton'
import { TabsNav } from '@/components/ui/tabs-nav'
import { projectPath } from '@/lib/client/page-path'
import { pollEvery } from '@/lib/client/poll'
import { itemQuery } from '@/lib/client/queries'
import { isGone } from '@/lib/errors'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'

const TrunkDialog = dynamic(() => import('./trunk-dialog').then((module) => module.TrunkDialog), {
  ssr: false,
})
const DeleteTrunkDialog = dynamic(
  () => import('./delete-trunk-dialog').then((module) => module.DeleteTrunkDialog),
  { ssr: false },
)

/**
 * One trunk: its name, its SIP domain, what can be done with it, what is on its way to the SIP edge, and one of its tabs as `children`,
 * which reads what it needs at the same time.
 */
export function TrunkFrame(props: { projectId: string; trunkId: string; children: ReactNode }) {
  const { projectId, trunkId } = props
  const router = useRouter()
  const refusal = useRefusalReason('operator')
  const [isEditing, setIsEditing] = useState(false)
  const [isDeleting, setIsDeleting] = useDeletionByAddress(refusal)
  const {
    data: trunk,
    error,
    refetch,
  } = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, projectId, {}, trunkId),
    refetchInterval: pollEvery(),
  })
  const list = { href: projectPath(projectId, 'trunks'), label: 'SIP trunks' }

  // An open dialog holds what was typed: it stays, and shows the refusal.
  if (isGone(error) && !(trunk && (isEditing || isDeleting))) {
    return <GonePage title="SIP trunk not found" noun="trunk" id={trunkId} back={list} all="All SIP trunks" />
  }
  const isDown = Boolean(error) && !isGone(error)
  const part = (name: string) => projectPath(projectId, 'trunks', trunkId, name)

  return (
    <>
      <PageHeader
        back={list}
        note={<PropagationPill projectId={projectId} trunkId={trunkId} />}
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
                onClick={() => setIsDeleting(true)}
              >
                Delete
              </GatedButton>
              <GatedButton
                reason={refusal}
                icon={<Pencil aria-hidden className="size-4" />}
                onClick={() => setIsEditing(true)}
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
          { href: projectPath(projectId, 'trunks', trunkId), label: 'Endpoints' },
          { href: part('authorisation'), label: 'Authorisation' },
          { href: part('numbers'), label: 'Numbers' },
          { href: part('calls'), label: 'Calls' },
          { href: part('connect'), label: 'Connect' },
          { href: part('settings'), label: 'Settings' },
        ]}
      />
      {isDown && (
        <div className="mb-3">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {/* While the trunk itself cannot be read, its parts would only say so again. */}
      {(trunk || !isDown) && props.children}
      {trunk && isEditing && (
        <TrunkDialog
          projectId={projectId}
          trunk={trunk}
          onClose={() => setIsEditing(false)}
          onSaved={() => setIsEditing(false)}
        />
      )}
      {trunk && isDeleting && (
        <DeleteTrunkDialog
          projectId={projectId}
          trunk={trunk}
          onClose={() => setIsDeleting(false)}
          onDeleted={() => router.replace(list.href)}
        />
      )}
    </>
  )
}
