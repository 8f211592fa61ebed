import { route } from '@/lib/server/route'
import { endOwnSession } from '@/lib/server/sessions'

export const DELETE = route({
  role: 'viewer',
  audit: 'sessions.remove',
  handle: async ({ session, params }) => {
    await endOwnSession(session, params.sessionId ?? '')
    return new Response(null, { status: 204 })
  },
})

export const dynamic = 'force-dynamic'
