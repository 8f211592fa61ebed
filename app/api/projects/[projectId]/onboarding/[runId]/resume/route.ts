import { resumeInput, resumeRun } from '@/lib/server/onboarding-changes'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'operator',
  audit: 'onboarding.resume',
  body: resumeInput,
  handle: async (context) => Response.json(await resumeRun(context), { status: 202 }),
})

export const dynamic = 'force-dynamic'
