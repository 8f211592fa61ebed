'use client'
import { Link2, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { ButtonLink } from '@/components/ui/button-link'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { useLink } from '@/lib/client/links'
import type { EntityOf } from '@/lib/resources/define'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { hasUser } from '@/lib/rules/authorisation'
import { createPath } from './create-path'

interface Trapped {
  id: string
  name: string
  credentialUsername: string
}

interface Asked {
  projectId: string
  trunkId: string
  refusal: string | undefined
}

/** The endpoints that cannot register because the list of their user is not linked, each list with the button that links it. */
export function TrapNotices({
  trapped,
  lists,
  ...asked
}: Asked & {
  trapped: readonly Trapped[]
  /** The credential lists of the project. */
  lists: readonly EntityOf<typeof credentialLists>[]
  /** Whether these are all of them. */
  isEveryList: boolean
}) {
  const groups = new Map<string, { list?: { id: string; name: string }; endpoints: Trapped[] }>()
  for (const endpoint of trapped) {
    const list = lists.find((one) => hasUser(one, endpoint.credentialUsername))
    const group = groups.get(list?.id ?? '') ?? { list, endpoints: [] }
    group.endpoints.push(endpoint)
    groups.set(list?.id ?? '', group)
  }
  return [...groups.values()].map(({ list, endpoints }) => (
    <TrapNotice key={list?.id ?? ''} {...asked} list={list} endpoints={endpoints} />
  ))
}

function TrapNotice(
  props: Asked & {
    isEveryList: boolean
    list?: { id: string; name: string }
    endpoints: readonly Trapped[]
  },
) {
  const { projectId, trunkId, refusal, list, endpoints } = props
  const { mutateAsync: link, isPending } = useLink('credentialLists', projectId, trunkId)
  const [error, setError] = useState<unknown>()
  const isOne = endpoints.length === 1
  return (
    <section
      aria-label="Registrations that fail"
      className="flex flex-col gap-3 rounded-lg bg-warn-soft px-4 py-3"
    >
      <div className="flex flex-wrap items-start gap-3">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium wrap-anywhere">
            {endpoints.map(({ name }) => name).join(', ')} cannot register: every REGISTER is refused with
            401.
          </p>
          <p className="wrap-anywhere text-muted">
            {isOne ? 'Its user' : 'Their users'}{' '}
            <span className="font-mono text-sm">
              {endpoints.map(({ credentialUsername }) => credentialUsername).join(', ')}
            </span>{' '}
            {isOne ? 'is' : 'are'}{' '}
            {list
              ? `in the credential list “${list.name}”, which is not linked to this trunk.`
              : props.isEveryList
                ? 'in no credential list of this project. Create one with this user; it is then linked to this trunk.'
                : 'in none of the credential lists that could be looked through. Link the list that has this user, or create one with it.'}
          </p>
        </div>
        {list ? (
          <GatedButton
            reason={refusal}
            pending={isPending}
            icon={<Link2 aria-hidden className="size-4" />}
            onClick={async () => {
              setError(undefined)
              await link([list.id]).catch(setError)
            }}
          >
            Link “{list.name.length > 30 ? `${list.name.slice(0, 29)}…` : list.name}”
          </GatedButton>
        ) : (
          refusal === undefined && (
            <ButtonLink href={createPath(projectId, trunkId, 'credentialLists')} prefetch={false}>
              Create a credential list
            </ButtonLink>
          )
        )}
      </div>
      {Boolean(error) && <ErrorNotice error={error} />}
    </section>
  )
}
