'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { Waypoints } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { projectPath } from '@/lib/client/page-path'
import { countText } from '@/lib/format'
import type { CredentialListUsage } from './credential-list-row'

/** The trunks a list is linked to. */
export function UsagePanel({
  projectId,
  usage,
}: {
  projectId: string
  usage: UseQueryResult<CredentialListUsage>
}) {
  const { data, error } = usage
  return (
    <Panel title="Used by" className="min-w-0">
      {Boolean(error) && (
        <div className="p-3">
          <ErrorNotice error={error} onRetry={() => void usage.refetch()} />
        </div>
      )}
      {!data && !error && (
        <div className="flex flex-col gap-3 px-4 py-3">
          <Skeleton className="w-40" />
          <Skeleton className="w-32" />
        </div>
      )}
      {data?.trunks.length === 0 && (
        <EmptyState title="No trunk yet">
          Until the list is linked to a trunk, nobody can sign in with its users. Link it on the Authorisation
          tab of a trunk.
        </EmptyState>
      )}
      {data && data.trunks.length > 0 && (
        <ul aria-label="Trunks that use this list" className="divide-y">
          {data.trunks.map(({ id, name }) => (
            <li key={id}>
              <Link
                href={projectPath(projectId, 'trunks', id)}
                className="flex min-h-10 items-center gap-2.5 px-4 py-2 font-medium -outline-offset-2 wrap-anywhere hover:bg-sunken"
              >
                <Waypoints aria-hidden className="size-4 shrink-0 text-faint" />
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {data && data.unexamined > 0 && (
        <p className="border-t px-4 py-3 text-sm text-muted">
          The endpoints of {countText(data.unexamined, 'trunk')} have not been examined yet, so one that
          registers with a user of this list may be missing here. The console goes through them one by one.
        </p>
      )}
    </Panel>
  )
}
