import { revealPasswords } from '@/lib/server/onboarding-runs'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'operator',
  audit: 'onboarding.showPasswords',
  handle: async ({ project, params }) => Response.json(await revealPasswords(project, params.runId ?? '')),
})

export const dynamic = 'force-dynamic'
