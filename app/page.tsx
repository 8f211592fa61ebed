import { redirect } from 'next/navigation'
import { projectPath } from '@/lib/client/page-path'
import { lastProjectId } from '@/lib/server/last-project'
import { listProjects, requireSession } from '@/lib/server/page'

export default async function HomePage() {
  await requireSession()
  const [projects, last] = await Promise.all([listProjects(), lastProjectId()])
  const project = projects.find(({ id }) => id === last) ?? projects[0]
  redirect(project ? projectPath(project.id) : '/settings/projects')
}
