import { listNumberKeys } from '@/lib/server/number-list'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url }) => Response.json(await listNumberKeys(project, url)),
})

export const dynamic = 'force-dynamic'
