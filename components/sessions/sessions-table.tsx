'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { SectionHeader } from '@/components/layout/section-header'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import { sessionsQuery, useEndSession, type OwnSession } from '@/lib/client/people'
import { deviceText } from './device-text'

const ConfirmDialog = dynamic(() =>
  import('@/components/forms/confirm-dialog').then((module) => module.ConfirmDialog),
)

/** Where the reader is signed in, and the way to end a session that is not theirs any more. */
export function SessionsTable() {
  const sessions = useQuery(sessionsQuery)
  const end = useEndSession()
  const [ending, setEnding] = useState<OwnSession>()
  return (
    <>
      <SectionHeader
        title="My sessions"
        sentence="Where you are signed in. End a session that you do not recognise, and ask an admin for a new password."
      />
      <DataTable
        caption="My sessions"
        rows={sessions.data}
        rowKey={(session) => session.id}
        error={sessions.error}
        onRetry={() => void sessions.refetch()}
        empty={<EmptyState title="No session" />}
        columns={[
          {
            key: 'device',
            header: 'Browser',
            phone: 'title',
            cell: (session) => (
              <span title={session.userAgent} className="inline-flex flex-wrap items-center gap-2">
                {deviceText(session.userAgent)}
                {session.current && <Badge tone="info">This session</Badge>}
              </span>
            ),
          },
          {
            key: 'address',
            header: 'Address',
            phone: 'detail',
            className: 'font-mono text-sm',
            cell: (session) => session.address,
          },
          {
            key: 'created',
            header: 'Signed in',
            phone: 'hidden',
            cell: (session) => <Time value={session.createdAt} exactOnHover />,
          },
          {
            key: 'seen',
            header: 'Last seen',
            phone: 'detail',
            cell: (session) => <Time value={session.lastSeenAt} exactOnHover />,
          },
          {
            key: 'end',
            header: 'Actions',
            headerHidden: true,
            phone: 'detail',
            className: 'text-right @max-xl:ml-auto',
            cell: (session) =>
              session.current ? (
                <span className="text-sm text-faint">Sign out in the menu</span>
              ) : (
                <Button size="sm" onClick={() => setEnding(session)}>
                  End session
                </Button>
              ),
          },
        ]}
      />
      {ending && (
        <ConfirmDialog
          title="End this session?"
          verb="End session"
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await end.mutateAsync(ending.id)
            setEnding(undefined)
          }}
        >
          <p>
            {deviceText(ending.userAgent)} at <span className="font-mono text-sm">{ending.address}</span> is
            signed out at once. What is typed there and not saved is lost.
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}
