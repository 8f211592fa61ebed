import { createDraft } from '@/lib/server/onboarding-drafts'
import { planInput } from '@/lib/server/onboarding-runs'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'operator',
  audit: 'onboardingDrafts.create',
  body: planInput,
  recorded: () => undefined,
  handle: createDraft,
})

export const dynamic = 'force-dynamic'
