import { route } from '@/lib/server/route'
import { estClient } from '@/lib/server/upstream'

export const POST = route({
  role: 'admin',
  audit: 'projects.test',
  handle: async ({ project }) => Response.json(await (await estClient(project)).testConnection()),
})

export const dynamic = 'force-dynamic'
