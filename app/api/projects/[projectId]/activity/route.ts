import { readActivity, readActivityQuery } from '@/lib/server/activity'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url }) =>
    Response.json(await readActivity({ projectId: project.id }, readActivityQuery(url))),
})

export const dynamic = 'force-dynamic'
