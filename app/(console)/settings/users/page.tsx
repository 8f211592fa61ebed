import type { Metadata } from 'next'
import { UsersTable } from '@/components/users/users-table'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Users' }

export default async function Page() {
  await requireSession('admin')
  return <UsersTable />
}
