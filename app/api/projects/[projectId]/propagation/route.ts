import { readPropagation } from '@/lib/server/propagation-notes'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await readPropagation(project)),
})

export const dynamic = 'force-dynamic'
