'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { finish } from '@/components/forms/done'
import { useSingleRun } from '@/components/forms/use-single-run'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { LiveRegion } from '@/components/ui/live-region'
import { Name } from '@/components/ui/name'
import { SearchInput } from '@/components/ui/search-input'
import { useLink, type LinkedKind } from '@/lib/client/links'
import { listQuery } from '@/lib/client/queries'
import { countText, numberText } from '@/lib/format'
import type { accessControlLists } from '@/lib/resources/access-control-lists'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { accessControlListPlace, credentialListPlace } from '@/lib/resources/places'
import { createPath } from './create-path'
import { listKinds } from './list-kinds'

const offered = 20

/** Links lists that exist to a trunk: searched by name, several at once. */
export function LinkListDialog(props: {
  projectId: string
  trunkId: string
  kind: LinkedKind
  linkedIds: readonly string[]
  onClose: () => void
}) {
  const { projectId, trunkId, kind, linkedIds } = props
  const { one, many, means, create } = listKinds[kind]
  const { mutateAsync: link, isPending } = useLink(kind, projectId, trunkId)
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [error, setError] = useState<unknown>()
  const found = useOffers(kind, projectId, q)
  const rows = found.data?.items
  const more = (found.data?.total ?? 0) - (rows?.length ?? 0)

  const save = useSingleRun(async () => {
    setError(undefined)
    if (chosen.length === 0) return setError(new Error(`Choose at least one ${one}.`))
    try {
      await link(chosen)
      props.onClose()
      finish(undefined)
    } catch (failure) {
      setError(failure)
    }
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }

  return (
    <Dialog title={listKinds[kind].link} description={means} onClose={() => !isPending && props.onClose()}>
      <form noValidate onSubmit={submit}>
        <DialogBody>
          <SearchInput label={`Search ${many}`} defaultValue="" onSearch={setQ} className="sm:w-full" />
          <LiveRegion>{found.data ? countText(found.data.total, one) : ''}</LiveRegion>
          {found.error && !rows && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
          <div role="group" aria-label={`Choose ${many}`} className="h-64 overflow-y-auto rounded border">
            {rows?.map((list) => {
              const isLinked = linkedIds.includes(list.id)
              return (
                <label
                  key={list.id}
                  className="flex min-h-9 items-start gap-3 border-b px-3 py-2 has-enabled:cursor-pointer has-enabled:hover:bg-sunken"
                >
                  <input
                    type="checkbox"
                    className="mt-0.5 size-4 shrink-0 accent-(--accent)"
                    disabled={isLinked}
                    checked={isLinked || chosen.includes(list.id)}
                    onChange={({ target }) =>
                      setChosen(target.checked ? [...chosen, list.id] : chosen.filter((id) => id !== list.id))
                    }
                  />
                  <span className="min-w-0 flex-1">
                    <Name>{list.name}</Name>
                    <span className="block text-sm wrap-anywhere text-muted">{list.says}</span>
                  </span>
                  {isLinked && <span className="text-sm text-muted">Linked already</span>}
                </label>
              )
            })}
            {rows?.length === 0 && (
              <p className="px-4 py-8 text-center text-muted">
                {q ? `No ${one} matches “${q}”.` : `This project has no ${one} yet.`}
              </p>
            )}
          </div>
          <p className="flex flex-wrap items-center justify-between gap-2 text-sm text-muted">
            {more > 0 ? `${numberText(more)} more: search to find them.` : 'None that fits?'}
            <ButtonLink
              size="sm"
              variant="quiet"
              icon={<Plus aria-hidden className="size-4" />}
              href={createPath(projectId, trunkId, kind)}
              prefetch={false}
            >
              {create}
            </ButtonLink>
          </p>
          {Boolean(error) && <ErrorNotice takesFocus error={error} />}
        </DialogBody>
        <DialogActions>
          <Button onClick={props.onClose} disabled={isPending}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={isPending}>
            {chosen.length < 2 ? 'Link list' : `Link ${countText(chosen.length, 'list')}`}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

/** The lists that can be chosen, each with what tells it from others of a similar name. */
function useOffers(kind: LinkedKind, projectId: string, q: string) {
  const search = { q, sort: 'name', pageSize: offered }
  const asks = kind === 'accessControlLists'
  const acls = useQuery({
    ...listQuery<typeof accessControlLists>(accessControlListPlace, projectId, {}, search),
    enabled: asks,
    placeholderData: keepPreviousData,
    select: ({ items, total }) => ({
      total,
      items: items.map(({ id, name, enabled, ipRanges }) => ({
        id,
        name,
        says: `${enabled ? '' : 'Off · '}${countText(ipRanges.length, 'IP range')}${sample(ipRanges.map(({ ipAddress, range }) => `${ipAddress}/${range ?? 32}`))}`,
      })),
    }),
  })
  const lists = useQuery({
    ...listQuery<typeof credentialLists>(credentialListPlace, projectId, {}, search),
    enabled: !asks,
    placeholderData: keepPreviousData,
    select: ({ items, total }) => ({
      total,
      items: items.map(({ id, name, credentials }) => ({
        id,
        name,
        says: `${countText(credentials.length, 'user')}${sample(credentials.map(({ username }) => username))}`,
      })),
    }),
  })
  return asks ? acls : lists
}

const sampled = 2

function sample(texts: readonly string[]): string {
  if (texts.length === 0) return ''
  return `: ${texts.slice(0, sampled).join(', ')}${texts.length > sampled ? ' …' : ''}`
}
