'use client'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useDeletionByAddress } from '@/components/forms/use-deletion-by-address'
import { GonePage } from '@/components/layout/rare-pages'
import { PageHeader } from '@/components/layout/page-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { Age } from '@/components/ui/age'
import { CopyButton } from '@/components/ui/copy-button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { projectPath } from '@/lib/client/page-path'
import { pollEvery } from '@/lib/client/poll'
import { itemQuery } from '@/lib/client/queries'
import { isGone } from '@/lib/errors'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { credentialListPlace } from '@/lib/resources/places'
import { usageQuery } from './credential-writes'
import { UnlinkedEndpoints } from './unlinked-endpoints'
import { UsagePanel } from './usage-panel'
import { UsersPanel, type UserAct } from './users-panel'

const RenameDialog = dynamic(
  () => import('./rename-credential-list-dialog').then((module) => module.RenameCredentialListDialog),
  { ssr: false },
)
const DeleteDialog = dynamic(
  () => import('./delete-credential-list-dialog').then((module) => module.DeleteCredentialListDialog),
  { ssr: false },
)
const NewPasswordDialog = dynamic(() => import('./user-dialogs').then((module) => module.NewPasswordDialog), {
  ssr: false,
})
const RemoveUserDialog = dynamic(() => import('./user-dialogs').then((module) => module.RemoveUserDialog), {
  ssr: false,
})

/** One credential list: its users, the trunks that use it, and endpoints that register with it in vain. */
export function CredentialListPage({ projectId, listId }: { projectId: string; listId: string }) {
  const router = useRouter()
  const refusal = useRefusalReason('operator')
  const [open, setOpen] = useState<'rename' | UserAct>()
  const [isDeleting, setIsDeleting] = useDeletionByAddress(refusal)
  const {
    data: list,
    dataUpdatedAt,
    error,
    refetch,
  } = useQuery({
    ...itemQuery<typeof credentialLists>(credentialListPlace, projectId, {}, listId),
    refetchInterval: pollEvery(),
  })
  const usage = useQuery({ ...usageQuery(projectId, listId), enabled: !isGone(error) })
  const all = { href: projectPath(projectId, 'credential-lists'), label: 'Credential lists' }

  // An open dialog holds what was typed: it stays, and shows the refusal.
  if (isGone(error) && !(list && (open || isDeleting))) {
    return (
      <GonePage
        title="Credential list not found"
        noun="credential list"
        id={listId}
        back={all}
        all="All credential lists"
      />
    )
  }
  const isDown = Boolean(error) && !isGone(error)

  return (
    <>
      <PageHeader
        back={all}
        title={list ? list.name : <Skeleton className="my-1 h-5 w-48" />}
        sentence={
          list && (
            <span className="inline-flex max-w-full items-center gap-1">
              <span className="truncate font-mono text-sm">{list.id}</span>
              <CopyButton value={list.id} label="Copy the credential list id" />
              <span className="whitespace-nowrap">
                · read <Age seconds={list.ageSeconds} at={dataUpdatedAt} />
              </span>
            </span>
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
                onClick={() => setOpen('rename')}
              >
                Rename
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
      {list ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <UsersPanel projectId={projectId} list={list} usage={usage} onAct={setOpen} />
          <div className="flex min-w-0 flex-col gap-4">
            <UsagePanel projectId={projectId} usage={usage} />
            {/* Last, so that it moves nothing when it comes. */}
            {usage.data && (
              <UnlinkedEndpoints projectId={projectId} listId={listId} endpoints={usage.data.endpoints} />
            )}
          </div>
        </div>
      ) : (
        !isDown && <Panel className="h-72">{null}</Panel>
      )}
      {list && open === 'rename' && (
        <RenameDialog
          projectId={projectId}
          list={list}
          onClose={() => setOpen(undefined)}
          onSaved={() => setOpen(undefined)}
        />
      )}
      {list && typeof open === 'object' && open.act === 'password' && (
        <NewPasswordDialog
          projectId={projectId}
          list={list}
          username={open.username}
          onClose={() => setOpen(undefined)}
        />
      )}
      {list && typeof open === 'object' && open.act === 'remove' && (
        <RemoveUserDialog
          projectId={projectId}
          list={list}
          username={open.username}
          endpoints={usage.data?.endpoints.filter(({ username }) => username === open.username) ?? []}
          onClose={() => setOpen(undefined)}
        />
      )}
      {list && isDeleting && (
        <DeleteDialog
          projectId={projectId}
          list={list}
          onClose={() => setIsDeleting(false)}
          onDeleted={() => router.replace(all.href)}
        />
      )}
    </>
  )
}
