import { listUnsettledRents } from '@/lib/server/rent-orders'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await listUnsettledRents(project)),
})

export const dynamic = 'force-dynamic'
