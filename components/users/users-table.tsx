'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { SectionHeader } from '@/components/layout/section-header'
import { useSignedIn } from '@/components/layout/session-context'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { GatedButton } from '@/components/ui/gated-button'
import { Time } from '@/components/ui/time'
import { usersQuery, type User } from '@/lib/client/people'

const AddUserDialog = dynamic(() => import('./user-dialogs').then((module) => module.AddUserDialog))
const EditUserDialog = dynamic(() => import('./user-dialogs').then((module) => module.EditUserDialog))
const RemoveUserDialog = dynamic(() => import('./user-dialogs').then((module) => module.RemoveUserDialog))

type Open = { dialog: 'add' } | { dialog: 'edit' | 'remove'; user: User }

/** Everyone who signs in here, for admins. */
export function UsersTable() {
  const users = useQuery(usersQuery)
  const me = useSignedIn()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <>
      <SectionHeader
        title="Users"
        sentence="Who signs in here, and what they may do."
        actions={
          <Button
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setOpen({ dialog: 'add' })}
          >
            Add user
          </Button>
        }
      />
      <DataTable
        caption="Users"
        rows={users.data}
        rowKey={(user) => user.id}
        error={users.error}
        onRetry={() => void users.refetch()}
        empty={<EmptyState title="No user" />}
        columns={[
          {
            key: 'email',
            header: 'E-mail address',
            phone: 'title',
            cell: (user) => (
              <span className="inline-flex flex-wrap items-center gap-2">
                <span className="break-all">{user.email}</span>
                {user.email === me.email && <Badge tone="info">You</Badge>}
              </span>
            ),
          },
          { key: 'role', header: 'Role', phone: 'detail', cell: (user) => user.role },
          {
            key: 'access',
            header: 'Access',
            phone: 'detail',
            cell: (user) =>
              user.disabled ? <Badge tone="warn">Disabled</Badge> : <Badge tone="good">May sign in</Badge>,
          },
          {
            key: 'updated',
            header: 'Updated',
            phone: 'hidden',
            cell: (user) => <Time value={user.updatedAt} exactOnHover />,
          },
          {
            key: 'actions',
            header: 'Actions',
            headerHidden: true,
            phone: 'detail',
            className: 'text-right @max-xl:ml-auto',
            cell: (user) => (
              <span className="inline-flex gap-1">
                <Button
                  size="sm"
                  aria-label={`Change ${user.email}`}
                  onClick={() => setOpen({ dialog: 'edit', user })}
                >
                  Change
                </Button>
                <GatedButton
                  size="sm"
                  variant="quiet"
                  aria-label={`Remove ${user.email}`}
                  reason={
                    user.email === me.email ? 'You cannot remove yourself. Ask another admin.' : undefined
                  }
                  onClick={() => setOpen({ dialog: 'remove', user })}
                >
                  Remove
                </GatedButton>
              </span>
            ),
          },
        ]}
      />
      {open?.dialog === 'add' && <AddUserDialog onClose={close} />}
      {open?.dialog === 'edit' && <EditUserDialog user={open.user} onClose={close} />}
      {open?.dialog === 'remove' && <RemoveUserDialog user={open.user} onClose={close} />}
    </>
  )
}
