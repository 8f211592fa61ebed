import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { projectPath } from '@/lib/client/page-path'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'SIP endpoints of a trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  const href = projectPath(
    decodeURIComponent(projectId),
    'trunks',
    decodeURIComponent(trunkId),
    'authorisation',
  )
  return (
    <Panel>
      <EmptyState
        title="SIP endpoints"
        action={<ButtonLink href={href}>Who may call out through this trunk</ButtonLink>}
      >
        Endpoints are where inbound calls of this trunk go: fixed addresses, or PBXs that register. They are
        made through the API for now.
      </EmptyState>
    </Panel>
  )
}
