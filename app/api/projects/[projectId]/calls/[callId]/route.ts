import { readCall } from '@/lib/server/call-history'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, params }) => Response.json(await readCall(project, params.callId ?? '')),
})

export const dynamic = 'force-dynamic'
