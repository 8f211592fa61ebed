import { readCountryUsage } from '@/lib/server/country-usage'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await readCountryUsage(project)),
})

export const dynamic = 'force-dynamic'
