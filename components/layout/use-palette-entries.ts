'use client'
import { ArrowLeftRight, LogOut, Plus } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useGo } from '@/lib/client/go'
import { projectPath } from '@/lib/client/page-path'
import type { Project } from '@/lib/client/projects'
import { projectPlaces, setUpPlaces } from './navigation'
import type { PaletteEntries, PaletteEntry } from './palette-group'
import { useRefusalReason } from './session-context'
import { themes } from './theme-menu'
import { useFoundEntries } from './use-found-entries'
import { useSignOut } from './use-sign-out'

const creations: readonly { label: string; page: readonly string[]; search?: string }[] = [
  { label: 'Set up a trunk step by step', page: ['onboarding', 'new'] },
  { label: 'Create SIP trunk', page: ['trunks'], search: '?create=1' },
  { label: 'Create access control list', page: ['access-control-lists'], search: '?create=1' },
  { label: 'Create credential list', page: ['credential-lists'], search: '?create=1' },
  { label: 'Create call blocking rule', page: ['call-blocking-rules'], search: '?create=1' },
  { label: 'Rent a number', page: ['phone-numbers', 'rent'] },
]

interface Asked {
  projects: readonly Project[]
  current?: Project
  text: string
}

/** What the palette offers for the letters so far: pages first on an empty field, what was found first once something is typed. */
export function usePaletteEntries({ projects, current, text }: Asked): PaletteEntries[] {
  const go = useGo()
  const { setTheme } = useTheme()
  const leave = useSignOut()
  const mayCreate = useRefusalReason('operator') === undefined
  const found = useFoundEntries(current?.id, text.trim(), go)
  const letters = text.trim().toLowerCase()
  const matching = (entries: PaletteEntry[]) =>
    entries.filter(({ label }) => label.toLowerCase().includes(letters))

  const places = [...(current ? projectPlaces(current.id) : []), ...setUpPlaces(current?.id)]
  const pages = places.map(({ href, label, icon }) => ({
    id: href,
    label,
    icon,
    run: () => go(href),
  }))
  const actions: PaletteEntry[] = projects
    .filter(({ id }) => id !== current?.id)
    .map(({ id, name }) => ({
      id: `project ${id}`,
      label: `Go to project ${name}`,
      icon: ArrowLeftRight,
      run: () => go(projectPath(id)),
    }))
  if (current && mayCreate) {
    for (const { label, page, search = '' } of creations.toReversed()) {
      const href = `${projectPath(current.id, ...page)}${search}`
      actions.unshift({ id: label, label, icon: Plus, run: () => go(href) })
    }
  }
  for (const { name, label, icon } of themes)
    actions.push({ id: `theme ${name}`, label: `Theme: ${label}`, icon, run: () => setTheme(name) })
  actions.push({ id: 'leave', label: 'Sign out', icon: LogOut, run: () => void leave() })

  const pageGroup = { name: 'pages', heading: 'Pages', entries: matching(pages) }
  const actionGroup = { name: 'actions', heading: 'Actions', entries: matching(actions) }
  return letters === '' ? [pageGroup, ...found, actionGroup] : [...found, pageGroup, actionGroup]
}
