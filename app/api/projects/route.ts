import { createProject, listProjects, projectInput, publicProject } from '@/lib/server/projects'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async () => {
    const items = (await listProjects()).map(publicProject)
    return Response.json({ items, total: items.length })
  },
})

export const POST = route({
  role: 'admin',
  audit: 'projects.create',
  body: projectInput,
  handle: async ({ body, audit }) => {
    audit.describe({ target: body.projectId })
    const { etag, ...project } = publicProject(await createProject(body))
    return Response.json(project, { status: 201, headers: { etag } })
  },
})

export const dynamic = 'force-dynamic'
