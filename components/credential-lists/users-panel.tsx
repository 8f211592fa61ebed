'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { Plus, RotateCcwKey, UserMinus } from 'lucide-react'
import { useRefusalReason } from '@/components/layout/session-context'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { useGo } from '@/lib/client/go'
import { projectPath } from '@/lib/client/page-path'
import { countText } from '@/lib/format'
import type { CredentialListUsage, TaggedCredentialList } from './credential-list-row'

/** What is to be done with one user of a list. */
export interface UserAct {
  act: 'password' | 'remove'
  username: string
}

type Usage = Pick<UseQueryResult<CredentialListUsage>, 'data' | 'error'>

function Registers({ usage: { data: usage, error }, username }: { usage: Usage; username: string }) {
  // Its line is there from the start, so that nothing moves when the answer comes.
  if (!usage)
    return (
      <span className="text-faint">
        {error ? 'Which SIP endpoint registers with it could not be read' : 'Registers …'}
      </span>
    )
  const endpoints = usage.endpoints.filter((endpoint) => endpoint.username === username)
  if (endpoints.length === 0) return <span className="text-faint">No SIP endpoint registers with it</span>
  return <>Registers {endpoints.map(({ name, trunkName }) => `${name} of ${trunkName}`).join(', ')}</>
}

/** The users of a list: a new password, removal, and what to do where another one is needed. */
export function UsersPanel(props: {
  projectId: string
  list: TaggedCredentialList
  usage: Usage
  onAct: (act: UserAct) => void
}) {
  const { projectId, list } = props
  const usage = props.usage.data
  const go = useGo()
  const refusal = useRefusalReason('operator')
  const linkTo = usage?.trunks.map(({ id }) => encodeURIComponent(id)).join(',')

  return (
    <Panel title="Users" className="min-w-0">
      {list.credentials.length === 0 ? (
        <EmptyState title="The vendor names no user of this list">
          Either every user was removed, or the vendor keeps the names to itself.
        </EmptyState>
      ) : (
        <ul aria-label="Users of this list" className="divide-y">
          {list.credentials.map(({ username }) => (
            <li key={username} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2.5">
              <div className="min-w-0 flex-1 basis-56">
                <span className="inline-flex max-w-full items-center gap-1">
                  <bdi className="font-mono text-sm font-medium break-all">{username}</bdi>
                  <CopyButton value={username} label={`Copy the user name ${username}`} />
                </span>
                <p className="text-sm wrap-anywhere text-muted">
                  <Registers usage={props.usage} username={username} />
                </p>
              </div>
              <div className="flex gap-2">
                <GatedButton
                  size="sm"
                  reason={refusal}
                  aria-label={`New password for ${username}`}
                  icon={<RotateCcwKey aria-hidden className="size-4" />}
                  onClick={() => props.onAct({ act: 'password', username })}
                >
                  New password
                </GatedButton>
                <GatedButton
                  size="sm"
                  variant="quiet"
                  reason={refusal}
                  aria-label={`Remove ${username}`}
                  icon={<UserMinus aria-hidden className="size-4" />}
                  onClick={() => props.onAct({ act: 'remove', username })}
                >
                  Remove
                </GatedButton>
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-b-lg border-t bg-sunken px-4 py-3">
        <p className="min-w-0 flex-1 basis-72 text-sm text-muted">
          The vendor has no way to add a user to a list that exists. Create a second list
          {usage && usage.trunks.length > 0 && (
            <>
              : it is linked to{' '}
              {usage.trunks.length === 1
                ? (usage.trunks[0]?.name ?? 'the same trunk')
                : `the same ${countText(usage.trunks.length, 'trunk')}`}
            </>
          )}
          .
        </p>
        <GatedButton
          size="sm"
          reason={refusal}
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() =>
            go(`${projectPath(projectId, 'credential-lists')}?create=1${linkTo ? `&linkTo=${linkTo}` : ''}`)
          }
        >
          Create a second list
        </GatedButton>
      </div>
    </Panel>
  )
}
