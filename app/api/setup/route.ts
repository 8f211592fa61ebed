import { route } from '@/lib/server/route'
import { admitClaim } from '@/lib/server/setup-claim'
import { claimSetup, setupInput } from '@/lib/server/setup-token'
import { findUserByEmail } from '@/lib/server/users'

export const POST = route({
  role: 'public',
  audit: 'users.setUp',
  body: setupInput,
  admit: admitClaim,
  handle: async ({ body, audit }) => {
    audit.describe({ target: body.email })
    const email = await claimSetup(body)
    const admin = await findUserByEmail(email)
    audit.describe({ actor: { id: admin?.id ?? '', email } })
    return Response.json({ email }, { status: 201 })
  },
})

export const dynamic = 'force-dynamic'
