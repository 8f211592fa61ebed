import { undoRun } from '@/lib/server/onboarding-changes'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'operator',
  audit: 'onboarding.undo',
  handle: async (context) => Response.json(await undoRun(context), { status: 202 }),
})

export const dynamic = 'force-dynamic'
