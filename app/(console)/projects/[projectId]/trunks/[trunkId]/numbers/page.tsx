import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { projectPath } from '@/lib/client/page-path'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Phone numbers of a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  const href = projectPath(decodeURIComponent(projectId), 'trunks', decodeURIComponent(trunkId), 'calls')
  return (
    <Panel>
      <EmptyState title="Phone numbers" action={<ButtonLink href={href}>Calls of this trunk</ButtonLink>}>
        Numbers that are assigned to this trunk bring inbound calls to its endpoints. They are assigned
        through the API for now.
      </EmptyState>
    </Panel>
  )
}
