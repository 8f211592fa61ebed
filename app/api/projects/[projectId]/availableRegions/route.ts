import { listSaleRegions } from '@/lib/server/rents'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async (context) => Response.json(await listSaleRegions(context)),
})

export const dynamic = 'force-dynamic'
