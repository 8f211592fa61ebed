'use client'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical, Menu as MenuIcon, Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useParams } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { SideSheet } from '@/components/ui/drawer'
import { Kbd } from '@/components/ui/kbd'
import { Toaster } from '@/components/ui/toast'
import { projectsQuery, type Project } from '@/lib/client/projects'
import { ConnectionNotice } from './connection-notice'
import { JobsPill } from './jobs-pill'
import { KeyNotice } from './key-notice'
import { LinkStatePill } from './link-state-pill'
import { Navigation } from './navigation'
import { ProjectSwitcher } from './project-switcher'
import { PropagationPill } from './propagation-pill'
import { ThemeMenu } from './theme-menu'
import { UserMenu } from './user-menu'
import { useLastProject } from './use-last-project'
import { usePaletteKey } from './use-palette-key'

const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), {
  ssr: false,
})

/** The frame of every console page: sidebar, header, banner. `lastProjectId` stands in on pages that belong to no project. */
export function Shell(props: { projects: readonly Project[]; lastProjectId?: string; children: ReactNode }) {
  const params = useParams<{ projectId?: string }>()
  const projects = useQuery({ ...projectsQuery, initialData: [...props.projects] }).data
  const inProject = params.projectId ? decodeURIComponent(params.projectId) : undefined
  const current =
    projects.find((project) => project.id === (inProject ?? props.lastProjectId)) ??
    (inProject ? undefined : projects[0])
  const [sheetOpen, setSheetOpen] = useState(false)
  const [paletteOpen, setPaletteOpen] = useState(false)
  useLastProject(inProject)
  usePaletteKey(() => {
    // Another dialog may hold something that is not saved, and the palette leads away from it.
    if (paletteOpen || !document.querySelector('dialog[open]')) setPaletteOpen(!paletteOpen)
  })

  const sidebar = (onGo?: () => void) => (
    <div className="flex flex-col gap-0.5 p-3">
      <ProjectSwitcher projects={projects} current={current} unknown={inProject !== undefined && !current} />
      <Navigation projectId={current?.id} onGo={onGo} />
    </div>
  )

  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 rounded bg-accent px-3 py-1.5 text-on-accent not-focus:sr-only"
      >
        Skip to the page
      </a>
      <div className="min-h-dvh md:grid md:grid-cols-[232px_minmax(0,1fr)]">
        <aside
          aria-label="Sidebar"
          className="sticky top-0 hidden h-dvh overflow-y-auto border-r bg-surface md:block"
        >
          {sidebar()}
        </aside>
        <div className="flex min-w-0 flex-col">
          <header className="sticky top-0 z-20 flex h-(--header-height) items-center gap-2 border-b bg-surface px-3 sm:gap-3 md:px-6">
            <IconButton
              label="Open navigation"
              icon={<MenuIcon />}
              onClick={() => setSheetOpen(true)}
              className="md:hidden"
            />
            <button
              type="button"
              onClick={() => setPaletteOpen(true)}
              aria-keyshortcuts="Control+K Meta+K"
              className="flex min-h-8 min-w-8 flex-[0_1_420px] items-center gap-2 rounded-lg border bg-sunken px-2.5 text-faint hover:text-text"
            >
              <Search aria-hidden className="size-4 shrink-0" />
              <span className="truncate">Search trunks, numbers, addresses</span>
              <span className="ml-auto max-sm:hidden">
                <Kbd>Ctrl K</Kbd>
              </span>
            </button>
            <span className="ml-auto flex items-center gap-1 sm:gap-2">
              {current && <JobsPill projectId={current.id} />}
              {current && <PropagationPill projectId={current.id} />}
              {current && <LinkStatePill projectId={current.id} />}
              <ThemeMenu />
              <UserMenu />
            </span>
          </header>
          <ConnectionNotice />
          {current?.upstream === 'sandbox' && (
            <section
              aria-label="Sandbox"
              className="flex items-center gap-2 border-b bg-warn-soft px-4 py-1.5 text-sm font-medium text-warn md:px-6"
            >
              <FlaskConical aria-hidden className="size-4 shrink-0" />
              Sandbox: an EST service on this machine. Nothing here reaches the phone network or costs money.
            </section>
          )}
          {current && <KeyNotice projectId={current.id} />}
          <main id="main" tabIndex={-1} className="w-full max-w-[1320px] flex-1 p-4 outline-none md:p-6">
            {props.children}
          </main>
        </div>
      </div>
      {sheetOpen && (
        <SideSheet title="Navigation" onClose={() => setSheetOpen(false)}>
          {sidebar(() => setSheetOpen(false))}
        </SideSheet>
      )}
      {paletteOpen && (
        <CommandPalette projects={projects} current={current} onClose={() => setPaletteOpen(false)} />
      )}
      <Toaster />
    </>
  )
}
