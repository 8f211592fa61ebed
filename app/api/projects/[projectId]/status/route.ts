import { route } from '@/lib/server/route'
import { readLinkState } from '@/lib/server/link-state'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await readLinkState(project)),
})

export const dynamic = 'force-dynamic'
