import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ session: { user, expiresAt } }) =>
    Response.json({ user, expiresAt: new Date(expiresAt).toISOString() }),
})

export const dynamic = 'force-dynamic'
