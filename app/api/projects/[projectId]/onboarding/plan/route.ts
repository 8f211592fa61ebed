import { planAnswers, planInput } from '@/lib/server/onboarding-runs'
import { route } from '@/lib/server/route'

// A question, although it is posted: the answers have no room in an address. Nothing is changed, so nothing is recorded.
export const POST = route({
  role: 'operator',
  body: planInput,
  handle: async (context) => Response.json(await planAnswers(context)),
})

export const dynamic = 'force-dynamic'
