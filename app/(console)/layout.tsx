import type { ReactNode } from 'react'
import { Providers } from '@/components/layout/providers'
import { Shell } from '@/components/layout/shell'
import { lastProjectId } from '@/lib/server/last-project'
import { listProjects, requireSession } from '@/lib/server/page'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession()
  const [projects, last] = await Promise.all([listProjects(), lastProjectId()])
  return (
    <Providers user={{ email: user.email, role: user.role }}>
      <Shell projects={projects} lastProjectId={last}>
        {children}
      </Shell>
    </Providers>
  )
}
