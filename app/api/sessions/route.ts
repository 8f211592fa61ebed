import { route } from '@/lib/server/route'
import { listSessions } from '@/lib/server/sessions'

export const GET = route({
  role: 'viewer',
  handle: async ({ session }) => {
    const items = await listSessions(session)
    return Response.json({ items, total: items.length })
  },
})

export const dynamic = 'force-dynamic'
