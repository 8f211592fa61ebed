import { summariseNumbers } from '@/lib/server/number-list'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await summariseNumbers(project)),
})

export const dynamic = 'force-dynamic'
