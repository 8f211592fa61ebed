import type { Route } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'

/** In the place of a list that is not there. */
export function NoSuchList({ listId, back }: { listId: string; back: { href: Route; label: string } }) {
  return (
    <>
      <PageHeader title="Access control list not found" back={back} />
      <Panel>
        <EmptyState
          title="There is no such access control list"
          action={
            <ButtonLink href={back.href} variant="primary">
              All access control lists
            </ButtonLink>
          }
        >
          It was deleted, or the address belongs to another project. The id was{' '}
          <span className="font-mono text-sm break-all">{listId}</span>.
        </EmptyState>
      </Panel>
    </>
  )
}
