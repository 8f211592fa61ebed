import { assertKeyAccepted } from '@/lib/server/key-trial'
import { createProject, listProjects, projectInput, publicProject, untestedKey } from '@/lib/server/projects'
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
  body: projectInput.extend(untestedKey),
  handle: async ({ body, audit }) => {
    const { skipTest, ...input } = body
    audit.describe({
      target: body.projectId,
      projectId: body.projectId,
      note: skipTest ? 'the key was not tested' : undefined,
    })
    // An id that is taken is refused as such, whatever the key.
    const isTaken = (await listProjects()).some(({ id }) => id === input.projectId)
    if (!skipTest && !isTaken) await assertKeyAccepted(input)
    const { etag, ...project } = publicProject(await createProject(input))
    return Response.json(project, { status: 201, headers: { etag } })
  },
})

export const dynamic = 'force-dynamic'
