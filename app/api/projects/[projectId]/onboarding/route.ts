import { listOnboarding, startInput, startRun } from '@/lib/server/onboarding-runs'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await listOnboarding(project)),
})

export const POST = route({
  role: 'operator',
  audit: 'onboarding.start',
  body: startInput,
  handle: async (context) => {
    const { run, isNew } = await startRun(context)
    context.audit.describe({ target: run.id, ...(isNew ? {} : { note: 'started before with this key' }) })
    return Response.json(run, { status: isNew ? 202 : 200, headers: { etag: run.etag } })
  },
})

export const dynamic = 'force-dynamic'
