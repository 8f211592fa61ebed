import Link from 'next/link'
import { projectPath } from '@/lib/client/page-path'
import type { Activity } from '@/lib/client/activity'
import { changedObjectPath } from '@/lib/rules/change-text'

/** What an entry is about, by its name where the record has one, with a link to where it is shown. */
export function ChangedObject({ entry, projectId }: { entry: Activity; projectId: string | undefined }) {
  const { action, target, name, outcome } = entry
  const isProject = target === null || target === '' || target === projectId
  if (isProject && !name) return <span className="text-faint">–</span>
  const shown = name ?? target ?? ''
  const look = name ? 'wrap-anywhere' : 'font-mono text-sm break-all'
  const parts = projectId === undefined ? undefined : changedObjectPath(action, target, outcome === 'ok')
  if (projectId === undefined || parts === undefined) {
    return (
      <bdi title={target ?? undefined} className={look}>
        {shown}
      </bdi>
    )
  }
  return (
    <Link
      href={projectPath(projectId, ...parts)}
      title={target ?? undefined}
      className={`-my-0.5 inline-block py-0.5 underline-offset-2 hover:underline ${look}`}
    >
      <bdi>{shown}</bdi>
    </Link>
  )
}
