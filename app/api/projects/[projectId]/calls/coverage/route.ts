import { readCallCoverage } from '@/lib/server/call-coverage'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await readCallCoverage(project)),
})

export const dynamic = 'force-dynamic'
