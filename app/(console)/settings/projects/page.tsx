import type { Metadata } from 'next'
import { ProjectsTable } from '@/components/projects/projects-table'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Projects' }

export default async function Page() {
  await requireSession()
  return <ProjectsTable />
}
