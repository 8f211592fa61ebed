'use client'
import { ChevronsUpDown, FlaskConical, Server } from 'lucide-react'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { Name } from '@/components/ui/name'
import { useGo } from '@/lib/client/go'
import { projectPath } from '@/lib/client/page-path'
import type { Project } from '@/lib/client/projects'

/** The project all pages are about, and the way to another one. */
export function ProjectSwitcher(props: {
  projects: readonly Project[]
  current?: Project
  /** The address names a project that is not here. */
  unknown: boolean
}) {
  const { projects, current } = props
  const go = useGo()
  return (
    <Menu
      label="Projects"
      trigger={(trigger) => (
        <button
          type="button"
          {...trigger}
          aria-label={current ? `Project: ${current.name}` : 'Choose a project'}
          className="mb-2 flex w-full items-center gap-2.5 rounded-lg border p-2 text-left hover:bg-sunken"
        >
          <span className="min-w-0 flex-1">
            <bdi className="block truncate font-semibold" title={current?.name}>
              {current?.name ?? (props.unknown ? 'Unknown project' : 'No project yet')}
            </bdi>
            <span className="block truncate text-xs text-faint">
              {current
                ? upstreamName(current)
                : projects.length > 0
                  ? 'Choose another one'
                  : 'Add one in settings'}
            </span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
        </button>
      )}
    >
      {projects.map((project) => (
        <MenuItem
          key={project.id}
          icon={project.upstream === 'sandbox' ? <FlaskConical aria-hidden /> : <Server aria-hidden />}
          checked={project.id === current?.id}
          onSelect={() => go(projectPath(project.id))}
        >
          <Name>{project.name}</Name>
          <span className="block text-xs text-faint">{upstreamName(project)}</span>
        </MenuItem>
      ))}
      {projects.length > 0 && <MenuSeparator />}
      <MenuLink href="/settings/projects">All projects</MenuLink>
    </Menu>
  )
}

function upstreamName(project: Project): string {
  if (project.upstream === 'sandbox') return 'Sandbox on this machine'
  return project.keyUsable ? 'Sinch' : 'Sinch · enter the key again'
}
