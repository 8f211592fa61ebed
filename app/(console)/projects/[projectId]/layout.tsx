import type { ReactNode } from 'react'
import { requireProject, requireSession } from '@/lib/server/page'

export default async function ProjectLayout(props: {
  params: Promise<{ projectId: string }>
  children: ReactNode
}) {
  await requireSession()
  await requireProject(decodeURIComponent((await props.params).projectId))
  return props.children
}
