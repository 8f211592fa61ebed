import { route } from '@/lib/server/route'
import { claimSetup, setupInput } from '@/lib/server/setup-token'

export const POST = route({
  role: 'public',
  audit: 'users.setUp',
  body: setupInput,
  handle: async ({ body }) => Response.json({ email: await claimSetup(body) }, { status: 201 }),
})

export const dynamic = 'force-dynamic'
