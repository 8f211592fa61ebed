import Link from 'next/link'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { projectPath } from '@/lib/client/page-path'
import { countText } from '@/lib/format'
import type { Check, Source } from '@/lib/rules/authorisation'

/** Every source from which outbound calls are let through, with where each comes from. */
export function SourcesPanel(props: {
  projectId: string
  trunkId: string
  sources: readonly Source[]
  check: Check
}) {
  const { projectId, trunkId, sources, check } = props
  return (
    <Panel
      title={
        <span className="flex min-h-7 items-center justify-between gap-2">
          Effective source IPs
          {sources.length > 0 && (
            <CopyButton
              value={sources.map(({ text }) => text).join('\n')}
              label="Copy all source IPs, one a line"
            />
          )}
        </span>
      }
    >
      {sources.length === 0 ? (
        <EmptyState title="No source IP is let through">
          {check === 'digest'
            ? 'Calls are let through by user name and password instead, from any address.'
            : 'They come from linked access control lists that are enabled, and from static endpoints.'}
        </EmptyState>
      ) : (
        <>
          {check === 'digest' && (
            <p className="border-b px-4 py-2.5 text-sm text-muted">
              With a credential list and no enabled access control list, the password decides. What the
              address of a static endpoint counts for then is not published.
            </p>
          )}
          <ul aria-label="Effective source IPs" className="max-h-120 divide-y overflow-y-auto" tabIndex={0}>
            {sources.map(({ text, from }) => (
              <li key={text} className="flex flex-wrap items-start gap-x-4 gap-y-0.5 px-4 py-2">
                <span className="inline-flex min-w-0 basis-48 items-center gap-1">
                  <span className="font-mono text-sm break-all">{text}</span>
                  <CopyButton value={text} label={`Copy ${text}`} />
                </span>
                <span className="min-w-0 flex-1 basis-40 text-sm wrap-anywhere text-muted">
                  {from.map((origin, index) => (
                    <span key={`${origin.kind} ${origin.id} ${index}`} className="block">
                      {origin.kind === 'list' ? (
                        <Link
                          href={projectPath(projectId, 'access-control-lists', origin.id)}
                          prefetch={false}
                          className="underline underline-offset-2"
                        >
                          {origin.name}
                        </Link>
                      ) : (
                        <>
                          Static endpoint{' '}
                          <Link
                            href={projectPath(projectId, 'trunks', trunkId)}
                            className="underline underline-offset-2"
                          >
                            {origin.name}
                          </Link>
                          {origin.isOff && ', switched off: not to be relied upon'}
                        </>
                      )}
                      {origin.description && ` · ${origin.description}`}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
          <p className="border-t px-4 py-2 text-sm text-muted">
            {countText(sources.length, 'source')} in all
          </p>
        </>
      )}
    </Panel>
  )
}
