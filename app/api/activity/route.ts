import { readActivity, readActivityQuery } from '@/lib/server/activity'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'admin',
  handle: async ({ url }) => Response.json(await readActivity('console', readActivityQuery(url))),
})

export const dynamic = 'force-dynamic'
