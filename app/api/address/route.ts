import { forwardedBy } from '@/lib/server/client-address'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ address, request }) =>
    Response.json({ address: address === 'unknown' ? null : address, from: forwardedBy(request.headers) }),
})

export const dynamic = 'force-dynamic'
