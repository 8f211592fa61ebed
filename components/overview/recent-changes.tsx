import Link from 'next/link'
import { OutcomeBadge } from '@/components/ui/outcome-badge'
import { Panel } from '@/components/ui/panel'
import { Time } from '@/components/ui/time'
import { projectPath } from '@/lib/client/page-path'
import { changeText } from '@/lib/rules/change-text'
import type { RecentChange } from './overview-query'

/** Who changed what through this console, and when. */
export function RecentChanges({
  projectId,
  changes,
}: {
  projectId: string
  changes: readonly RecentChange[]
}) {
  return (
    <Panel title="Last changes">
      {changes.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          Nothing has been changed through this console yet. What is changed elsewhere, such as in the
          vendor’s dashboard, is not listed here.
        </p>
      ) : (
        <ul className="divide-y">
          {changes.map((change) => (
            <li key={change.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2">
              <span className="min-w-0 wrap-anywhere">
                <span className="font-medium">{changeText(change.action, change.outcome === 'ok')}</span>{' '}
                <Target projectId={projectId} change={change} />
              </span>
              <OutcomeBadge outcome={change.outcome} brief />
              <span className="ml-auto text-sm text-muted">
                {change.actor} · <Time value={change.at} exactOnHover />
              </span>
              {change.reason && <p className="basis-full text-sm text-muted">{change.reason}</p>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Target({ projectId, change }: { projectId: string; change: RecentChange }) {
  const { action, outcome, target, name } = change
  const isProject = target === null || target === projectId
  if (isProject && !name) return null
  const shown = name ? `“${name}”` : target
  const isThere = outcome === 'ok' && action.startsWith('trunks.') && action !== 'trunks.delete'
  if (isProject || !isThere) {
    return (
      <span title={target ?? undefined} className={name ? undefined : 'font-mono text-sm text-muted'}>
        {shown}
      </span>
    )
  }
  return (
    <Link
      href={projectPath(projectId, 'trunks', target)}
      prefetch={false}
      title={target}
      className="hover:underline"
    >
      {shown}
    </Link>
  )
}
