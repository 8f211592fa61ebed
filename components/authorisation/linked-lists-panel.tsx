'use client'
import { Link2, Unlink } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { GatedButton } from '@/components/ui/gated-button'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import type { LinkedKind, Links } from '@/lib/client/links'
import { projectPath } from '@/lib/client/page-path'
import { countText } from '@/lib/format'
import { createPath } from './create-path'
import { listKinds, type LinkedList } from './list-kinds'

interface Acts {
  projectId: string
  trunkId: string
  refusal: string | undefined
  onLink: (kind: LinkedKind) => void
  onUnlink: (kind: LinkedKind, list: LinkedList) => void
}

/** The access control lists of a trunk. */
export function AccessControlListsPanel({ links, ...acts }: Acts & { links: Links<'accessControlLists'> }) {
  return (
    <ListsPanel
      {...acts}
      kind="accessControlLists"
      title="Linked access control lists"
      unreadIds={links.unreadIds}
      rows={links.items.map((list) => ({
        list,
        badge: list.enabled ? undefined : <Badge tone="warn">Off</Badge>,
        says: `${countText(list.ipRanges.length, 'IP range')}${sharedWords(list.trunks, acts.trunkId)}`,
      }))}
    />
  )
}

/** The credential lists of a trunk. */
export function CredentialListsPanel({ links, ...acts }: Acts & { links: Links<'credentialLists'> }) {
  return (
    <ListsPanel
      {...acts}
      kind="credentialLists"
      title="Linked credential lists"
      unreadIds={links.unreadIds}
      rows={links.items.map((list) => ({ list, says: usersWords(list.credentials) }))}
    />
  )
}

function ListsPanel(
  props: Acts & {
    kind: LinkedKind
    title: string
    rows: readonly { list: LinkedList; badge?: ReactNode; says: string }[]
    unreadIds: readonly string[]
  },
) {
  const { kind, projectId, trunkId, rows, unreadIds, refusal } = props
  const { one, pages, means, create } = listKinds[kind]
  const link = (
    <GatedButton
      size="sm"
      reason={refusal}
      icon={<Link2 aria-hidden className="size-4" />}
      onClick={() => props.onLink(kind)}
    >
      Link a list
    </GatedButton>
  )
  const isEmpty = rows.length === 0 && unreadIds.length === 0
  return (
    <Panel
      title={
        <span className="flex min-h-7 flex-wrap items-center justify-between gap-2">
          {props.title}
          {!isEmpty && link}
        </span>
      }
    >
      {isEmpty ? (
        <EmptyState
          title={`No ${one} is linked`}
          action={
            <>
              {link}
              {refusal === undefined && (
                <ButtonLink
                  size="sm"
                  variant="quiet"
                  href={createPath(projectId, trunkId, kind)}
                  prefetch={false}
                >
                  {create}
                </ButtonLink>
              )}
            </>
          }
        >
          {means}
        </EmptyState>
      ) : (
        <ul aria-label={props.title} className="divide-y">
          {rows.map(({ list, badge, says }) => (
            <li key={list.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
              <span className="min-w-0 flex-1 basis-40">
                <span className="flex items-center gap-2">
                  <Link
                    href={projectPath(projectId, pages, list.id)}
                    prefetch={false}
                    className="min-w-0 rounded-sm py-0.5 font-medium hover:underline"
                  >
                    <Name>{list.name}</Name>
                  </Link>
                  {badge}
                </span>
                <span className="block text-sm wrap-anywhere text-muted">{says}</span>
              </span>
              <GatedButton
                size="sm"
                variant="quiet"
                reason={refusal}
                aria-label={`Unlink ${list.name}`}
                icon={<Unlink aria-hidden className="size-4" />}
                onClick={() => props.onUnlink(kind, list)}
              >
                Unlink
              </GatedButton>
            </li>
          ))}
          {unreadIds.map((id) => (
            <li key={id} className="px-4 py-2.5 text-muted">
              <span className="font-mono text-sm break-all">{id}</span> is linked as well, but the vendor’s
              list of {listKinds[kind].many} does not have it.
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function sharedWords(trunkIds: readonly string[], trunkId: string): string {
  const others = trunkIds.filter((id) => id !== trunkId).length
  return others === 0 ? '' : `, shared with ${countText(others, 'other trunk')}`
}

const usersShown = 3

function usersWords(credentials: readonly { username: string }[]): string {
  if (credentials.length === 0) return 'The vendor does not show its users'
  const names = credentials.slice(0, usersShown).map(({ username }) => username)
  const more = credentials.length - usersShown
  return `${countText(credentials.length, 'user')}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
