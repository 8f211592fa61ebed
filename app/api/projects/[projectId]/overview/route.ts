import { readOverview } from '@/lib/server/overview'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await readOverview(project)),
})

export const dynamic = 'force-dynamic'
