'use client'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { KeyRound, Phone, ShieldCheck, Waypoints } from 'lucide-react'
import { useDeferredValue } from 'react'
import { errorText } from '@/components/ui/error-notice'
import { api, projectApiPath } from '@/lib/client/api'
import { projectPath } from '@/lib/client/page-path'
import { listQuery } from '@/lib/client/queries'
import { numberText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import type { PaletteEntries } from './palette-group'

const trunkCount = 8

interface Found {
  q: string
  groups: {
    kind: keyof typeof kinds
    total: number
    items: { id: string; name: string; detail: string }[]
    reason?: string
    /** The list that was searched is an old one, or lacks something; missing where none could be read. */
    stale?: boolean
    complete?: boolean
  }[]
}

/** What is found of each kind, and where it leads. */
const kinds = {
  trunks: {
    heading: 'SIP trunks',
    icon: Waypoints,
    href: (projectId: string, id: string) => projectPath(projectId, 'trunks', id),
  },
  phoneNumbers: {
    heading: 'Phone numbers',
    icon: Phone,
    href: (projectId: string, id: string) =>
      `${projectPath(projectId, 'phone-numbers')}?q=${encodeURIComponent(id)}`,
  },
  accessControlLists: {
    heading: 'Access control lists',
    icon: ShieldCheck,
    href: (projectId: string, id: string) => projectPath(projectId, 'access-control-lists', id),
  },
  credentialLists: {
    heading: 'Credential lists',
    icon: KeyRound,
    href: (projectId: string, id: string) => projectPath(projectId, 'credential-lists', id),
  },
}

function searchQuery(projectId: string, q: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'search', q],
    queryFn: ({ signal }) =>
      api<Found>('GET', `${projectApiPath(projectId, 'search')}?q=${encodeURIComponent(q)}`, {
        signal,
      }),
    staleTime: 10_000,
  })
}

/** The objects of a project for the letters so far; without any, its first trunks. */
export function useFoundEntries(
  projectId: string | undefined,
  text: string,
  go: (href: string) => void,
): PaletteEntries[] {
  // Typing stays fast while the server is asked for the letters so far.
  const q = useDeferredValue(text)
  const first = useQuery({
    ...listQuery<typeof trunks>(trunkPlace, projectId ?? '', {}, { sort: 'name', pageSize: trunkCount }),
    enabled: projectId !== undefined && text === '',
  })
  const found = useQuery({ ...searchQuery(projectId ?? '', q), enabled: projectId !== undefined && q !== '' })
  if (projectId === undefined) return []
  const entry = (kind: keyof typeof kinds) => (one: { id: string; name: string; detail: string }) => ({
    id: `${kind} ${one.id}`,
    label: one.name,
    detail: one.detail,
    icon: kinds[kind].icon,
    run: () => go(kinds[kind].href(projectId, one.id)),
  })
  const { error, data } = text === '' ? first : found
  const group = { name: 'trunks', heading: kinds.trunks.heading, entries: [] }
  if (error) return [{ ...group, note: errorText(error).message }]
  if (text === '') {
    if (!first.data) return [{ ...group, note: 'Reading the trunks…' }]
    if (first.data.total === 0) return [{ ...group, note: 'This project has no trunk yet.' }]
    const entries = first.data.items.map(({ id, name, domain }) =>
      entry('trunks')({ id, name, detail: domain }),
    )
    return [{ ...group, heading: partHeading('SIP trunks', entries.length, first.data.total), entries }]
  }
  // The answer to fewer letters may hold things that do not fit any more; Enter must not open one of them.
  if (!data || found.data?.q !== text) return [{ ...group, heading: 'Found', note: 'Searching…' }]
  const groups = found.data.groups
    .filter(({ total, reason }) => total > 0 || reason !== undefined)
    .map(({ kind, total, items, reason, stale, complete }) => ({
      name: kind,
      heading: partHeading(kinds[kind].heading, items.length, total) + reliance(stale, complete),
      note: reason && `${kinds[kind].heading} could not be searched: ${reason}`,
      entries: items.map(entry(kind)),
    }))
  if (groups.length > 0) return groups
  return [
    {
      ...group,
      heading: 'Found',
      note: `No trunk, number, access control list or credential list matches “${text}”.${
        found.data.groups.some(({ stale, complete }) => stale || complete === false)
          ? ' Not every list could be read just now.'
          : ''
      }`,
    },
  ]
}

function partHeading(heading: string, shown: number, total: number): string {
  return total > shown ? `${heading}, ${shown} of ${numberText(total)}` : heading
}

function reliance(stale: boolean | undefined, complete: boolean | undefined): string {
  if (complete === false) return ', from a list that is not complete'
  return stale ? ', from the last good list' : ''
}
