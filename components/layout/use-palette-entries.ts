'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, LogOut, Plus, Waypoints } from 'lucide-react'
import { useTheme } from 'next-themes'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useDeferredValue } from 'react'
import { errorText } from '@/components/ui/error-notice'
import { projectPath } from '@/lib/client/page-path'
import type { Project } from '@/lib/client/projects'
import { listQuery } from '@/lib/client/queries'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { projectPlaces, setUpPlaces } from './navigation'
import type { PaletteEntries, PaletteEntry } from './palette-group'
import { useRefusalReason } from './session-context'
import { themes } from './theme-menu'
import { useSignOut } from './use-sign-out'

const trunkCount = 8

interface Asked {
  projects: readonly Project[]
  current?: Project
  text: string
}

/** What the palette offers for the letters so far: pages first on an empty field, trunks first once something is typed. */
export function usePaletteEntries({ projects, current, text }: Asked): PaletteEntries[] {
  const router = useRouter()
  const { setTheme } = useTheme()
  const leave = useSignOut()
  const mayCreate = useRefusalReason('operator') === undefined
  const trunkGroup = useTrunkEntries(current?.id, text.trim(), (href) => router.push(href))
  const letters = text.trim().toLowerCase()
  const matching = (entries: PaletteEntry[]) =>
    entries.filter(({ label }) => label.toLowerCase().includes(letters))

  const places = [...(current ? projectPlaces(current.id) : []), ...setUpPlaces]
  const pages = places.map(({ href, label, icon }) => ({
    id: href,
    label,
    icon,
    run: () => router.push(href),
  }))
  const actions: PaletteEntry[] = projects
    .filter(({ id }) => id !== current?.id)
    .map(({ id, name }) => ({
      id: `project ${id}`,
      label: `Go to project ${name}`,
      icon: ArrowLeftRight,
      run: () => router.push(projectPath(id)),
    }))
  if (current && mayCreate) {
    const href = `${projectPath(current.id, 'trunks')}?create=1` as Route // a path with a query is no route of its own
    actions.unshift({ id: 'create', label: 'Create SIP trunk', icon: Plus, run: () => router.push(href) })
  }
  for (const { name, label, icon } of themes)
    actions.push({ id: `theme ${name}`, label: `Theme: ${label}`, icon, run: () => setTheme(name) })
  actions.push({ id: 'leave', label: 'Sign out', icon: LogOut, run: () => void leave() })

  const pageGroup = { name: 'pages', heading: 'Pages', entries: matching(pages) }
  const actionGroup = { name: 'actions', heading: 'Actions', entries: matching(actions) }
  return letters === '' ? [pageGroup, trunkGroup, actionGroup] : [trunkGroup, pageGroup, actionGroup]
}

function useTrunkEntries(
  projectId: string | undefined,
  text: string,
  go: (href: Route) => void,
): PaletteEntries {
  // Typing stays fast while the list is asked for the letters so far.
  const q = useDeferredValue(text)
  const { data, error, isPlaceholderData } = useQuery({
    ...listQuery<typeof trunks>(trunkPlace, projectId ?? '', {}, { q, sort: 'name', pageSize: trunkCount }),
    enabled: projectId !== undefined,
  })
  const group = { name: 'trunks', heading: 'SIP trunks', entries: [] }
  if (projectId === undefined) return group
  if (error) return { ...group, note: errorText(error).message }
  // The answer to fewer letters may hold trunks that do not fit any more; Enter must not open one of them.
  if (!data || isPlaceholderData || q !== text) return { ...group, note: 'Reading the trunks…' }
  if (data.total === 0)
    return { ...group, note: q ? `No trunk matches “${q}”.` : 'This project has no trunk yet.' }
  return {
    ...group,
    heading: data.total > trunkCount ? `SIP trunks, ${trunkCount} of ${data.total}` : 'SIP trunks',
    entries: data.items.map(({ id, name, domain }) => ({
      id: `trunk ${id}`,
      label: name,
      detail: domain,
      icon: Waypoints,
      run: () => go(projectPath(projectId, 'trunks', id)),
    })),
  }
}
