import { readAttention } from '@/lib/server/attention'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await readAttention(project)),
})

export const dynamic = 'force-dynamic'
