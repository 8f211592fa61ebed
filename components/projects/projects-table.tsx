'use client'
import { useQuery } from '@tanstack/react-query'
import { Archive, Ellipsis, KeyRound, Pencil, Plus, Share2, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { SectionHeader } from '@/components/layout/section-header'
import { useRefusalReason } from '@/components/layout/session-context'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { GatedButton } from '@/components/ui/gated-button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Time } from '@/components/ui/time'
import { projectPath } from '@/lib/client/page-path'
import { projectsQuery, type Project } from '@/lib/client/projects'
import { ArchiveCell } from './archive-cell'

// Forms and their schemas are loaded with the first dialog, not with the page.
const AddProjectDialog = dynamic(() =>
  import('./add-project-dialog').then((module) => module.AddProjectDialog),
)
const ArchiveDialog = dynamic(() => import('./archive-dialog').then((module) => module.ArchiveDialog))
const ConnectionTestDialog = dynamic(() =>
  import('./connection-test-dialog').then((module) => module.ConnectionTestDialog),
)
const EnableProjectsDialog = dynamic(() =>
  import('./enable-projects-dialog').then((module) => module.EnableProjectsDialog),
)
const RenameProjectDialog = dynamic(() =>
  import('./edit-project-dialogs').then((module) => module.RenameProjectDialog),
)
const ReplaceKeyDialog = dynamic(() =>
  import('./edit-project-dialogs').then((module) => module.ReplaceKeyDialog),
)
const RemoveProjectDialog = dynamic(() =>
  import('./edit-project-dialogs').then((module) => module.RemoveProjectDialog),
)

type Open =
  | { dialog: 'add' }
  | { dialog: 'archive' | 'test' | 'rename' | 'key' | 'enable' | 'remove'; project: Project }

/** The projects of this console and what an admin may do with each. */
export function ProjectsTable() {
  const projects = useQuery(projectsQuery)
  const reason = useRefusalReason('admin')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const add = (
    <GatedButton
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      reason={reason}
      onClick={() => setOpen({ dialog: 'add' })}
    >
      Add project
    </GatedButton>
  )

  return (
    <>
      <SectionHeader
        title="Projects"
        sentence="Each Sinch project has its own trunks, numbers and calls. The console keeps its access key on the server."
        actions={projects.data?.length === 0 ? undefined : add}
      />
      <DataTable
        caption="Projects"
        rows={projects.data}
        rowKey={(project) => project.id}
        rowHref={(project) => projectPath(project.id)}
        error={projects.error}
        onRetry={() => void projects.refetch()}
        empty={
          <EmptyState title="No project yet" action={add}>
            Add a Sinch project with its access key to see its trunks and calls here.
          </EmptyState>
        }
        columns={[
          { key: 'name', header: 'Name', phone: 'title', cell: (project) => project.name },
          {
            key: 'upstream',
            header: 'Lives at',
            phone: 'detail',
            hideBelow: 896,
            cell: (project) => (project.upstream === 'sandbox' ? 'Sandbox on this machine' : 'Sinch'),
          },
          {
            key: 'id',
            header: 'Project id',
            phone: 'detail',
            className: 'font-mono text-sm',
            cell: (project) => project.id,
          },
          {
            key: 'key',
            header: 'Key id',
            phone: 'detail',
            className: 'font-mono text-sm',
            cell: (project) =>
              project.keyUsable ? project.keyId : <Badge tone="warn">Enter the key again</Badge>,
          },
          {
            key: 'archive',
            header: 'Call archive',
            phone: 'detail',
            className: '@max-xl:basis-full',
            cell: (project) => <ArchiveCell projectId={project.id} />,
          },
          {
            key: 'updated',
            header: 'Updated',
            phone: 'hidden',
            hideBelow: 1024,
            cell: (project) => <Time value={project.updatedAt} exactOnHover />,
          },
          {
            key: 'actions',
            header: 'Actions',
            headerHidden: true,
            phone: 'detail',
            className: 'text-right whitespace-nowrap @max-xl:ml-auto',
            cell: (project) => (
              <span className="inline-flex items-center gap-1">
                <GatedButton size="sm" reason={reason} onClick={() => setOpen({ dialog: 'test', project })}>
                  Test connection
                </GatedButton>
                <Menu
                  label={`Actions for ${project.name}`}
                  align="end"
                  reason={reason}
                  trigger={(trigger) => (
                    <IconButton {...trigger} label={`More for ${project.name}`} icon={<Ellipsis />} />
                  )}
                >
                  <MenuItem
                    icon={<Archive aria-hidden />}
                    onSelect={() => setOpen({ dialog: 'archive', project })}
                  >
                    Call archive
                  </MenuItem>
                  <MenuItem
                    icon={<Pencil aria-hidden />}
                    reason={reason}
                    onSelect={() => setOpen({ dialog: 'rename', project })}
                  >
                    Rename
                  </MenuItem>
                  <MenuItem
                    icon={<KeyRound aria-hidden />}
                    reason={reason}
                    onSelect={() => setOpen({ dialog: 'key', project })}
                  >
                    Replace key
                  </MenuItem>
                  <MenuItem
                    icon={<Share2 aria-hidden />}
                    reason={reason}
                    onSelect={() => setOpen({ dialog: 'enable', project })}
                  >
                    Enable another project
                  </MenuItem>
                  <MenuItem
                    icon={<Trash2 aria-hidden />}
                    tone="bad"
                    reason={reason}
                    onSelect={() => setOpen({ dialog: 'remove', project })}
                  >
                    Remove project
                  </MenuItem>
                </Menu>
              </span>
            ),
          },
        ]}
      />
      {open?.dialog === 'add' && (
        <AddProjectDialog onClose={close} onAdded={(project) => setOpen({ dialog: 'test', project })} />
      )}
      {open?.dialog === 'archive' && <ArchiveDialog project={open.project} onClose={close} />}
      {open?.dialog === 'test' && <ConnectionTestDialog project={open.project} onClose={close} />}
      {open?.dialog === 'rename' && <RenameProjectDialog project={open.project} onClose={close} />}
      {open?.dialog === 'key' && (
        <ReplaceKeyDialog
          project={open.project}
          onClose={close}
          onReplaced={() => setOpen({ dialog: 'test', project: open.project })}
        />
      )}
      {open?.dialog === 'enable' && <EnableProjectsDialog project={open.project} onClose={close} />}
      {open?.dialog === 'remove' && <RemoveProjectDialog project={open.project} onClose={close} />}
    </>
  )
}
