'use client'
import { Link2, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useRefusalReason } from '@/components/layout/session-context'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { projectPath } from '@/lib/client/page-path'
import type { RegisteredWith } from './credential-list-row'
import { useCredentialWrites } from './credential-writes'

/** The trap of registered endpoints: one notice for each trunk where an endpoint registers with a user of a list that is not linked to it. */
export function UnlinkedEndpoints(props: {
  projectId: string
  listId: string
  endpoints: readonly RegisteredWith[]
}) {
  const unlinked = props.endpoints.filter(({ isLinked }) => !isLinked)
  return [...byTrunk(unlinked)].map(([trunkId, endpoints]) => (
    <Trap key={trunkId} {...props} trunkId={trunkId} endpoints={endpoints} />
  ))
}

function Trap(props: {
  projectId: string
  listId: string
  trunkId: string
  endpoints: readonly RegisteredWith[]
}) {
  const { projectId, listId, trunkId, endpoints } = props
  const refusal = useRefusalReason('operator')
  const { link } = useCredentialWrites(projectId)
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()
  const trunkName = endpoints[0]?.trunkName ?? trunkId
  const save = async () => {
    setPending(true)
    setError(undefined)
    try {
      await link(trunkId, listId)
    } catch (failure) {
      setError(failure)
    }
    setPending(false)
  }
  return (
    <section
      aria-label={`Missing link to ${trunkName}`}
      className="flex flex-col gap-3 rounded-lg bg-warn-soft px-4 py-3"
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium wrap-anywhere">
            {endpoints.map(({ name, username }) => `${name} registers as ${username}`).join(', ')}, but this
            list is not linked to{' '}
            <Link className="underline underline-offset-2" href={projectPath(projectId, 'trunks', trunkId)}>
              {trunkName}
            </Link>
            .
          </p>
          <p className="text-muted">
            Everything looks healthy, and each REGISTER is refused with 401, so no inbound call arrives there.
          </p>
        </div>
        <GatedButton
          size="sm"
          reason={refusal}
          pending={pending}
          icon={<Link2 aria-hidden className="size-4" />}
          onClick={() => void save()}
        >
          Link to {trunkName}
        </GatedButton>
      </div>
      {Boolean(error) && <ErrorNotice error={error} />}
    </section>
  )
}

function byTrunk(endpoints: readonly RegisteredWith[]): Map<string, RegisteredWith[]> {
  const groups = new Map<string, RegisteredWith[]>()
  for (const endpoint of endpoints)
    groups.set(endpoint.trunkId, [...(groups.get(endpoint.trunkId) ?? []), endpoint])
  return groups
}
