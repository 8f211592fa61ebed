import type { Metadata } from 'next'
import { SessionsTable } from '@/components/sessions/sessions-table'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'My sessions' }

export default async function Page() {
  await requireSession()
  return <SessionsTable />
}
