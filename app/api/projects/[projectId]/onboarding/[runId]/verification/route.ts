import { verifyRun } from '@/lib/server/onboarding-verification'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async (context) => Response.json(await verifyRun(context)),
})

export const dynamic = 'force-dynamic'
