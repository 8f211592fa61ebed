import { requiredIfMatch } from '@/lib/server/if-match'
import { changeProject, projectNameInput, publicProject, removeProject } from '@/lib/server/projects'
import { forgetCollections } from '@/lib/server/collections'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => {
    const { etag, ...shown } = publicProject(project)
    return Response.json(shown, { headers: { etag } })
  },
})

export const PUT = route({
  role: 'admin',
  audit: 'projects.update',
  conditional: true,
  body: projectNameInput,
  handle: async ({ project, body, request, audit }) => {
    audit.describe({ before: publicProject(project) })
    const { etag, ...shown } = publicProject(await changeProject(project, requiredIfMatch(request), body))
    return Response.json(shown, { headers: { etag } })
  },
})

export const DELETE = route({
  role: 'admin',
  audit: 'projects.delete',
  conditional: true,
  handle: async ({ project, request, audit }) => {
    audit.describe({ before: publicProject(project) })
    await removeProject(project, requiredIfMatch(request))
    forgetCollections(project.id)
    return new Response(null, { status: 204 })
  },
})

export const dynamic = 'force-dynamic'
