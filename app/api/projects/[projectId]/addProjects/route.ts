import { addProjectsInput, enableProjects } from '@/lib/server/enable-projects'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'admin',
  audit: 'projects.enable',
  body: addProjectsInput,
  handle: async (context) => Response.json(await enableProjects(context, context.body.projectIds)),
})

export const dynamic = 'force-dynamic'
