import { changeDraft, readDraft, removeDraft } from '@/lib/server/onboarding-drafts'
import { planInput } from '@/lib/server/onboarding-runs'
import { route } from '@/lib/server/route'

export const GET = route({ role: 'viewer', handle: readDraft })

// Saved while somebody types: what counts is recorded when it is started.
export const PUT = route({
  role: 'operator',
  conditional: true,
  body: planInput,
  handle: changeDraft,
})

export const DELETE = route({
  role: 'operator',
  audit: 'onboardingDrafts.delete',
  conditional: true,
  handle: removeDraft,
})

export const dynamic = 'force-dynamic'
