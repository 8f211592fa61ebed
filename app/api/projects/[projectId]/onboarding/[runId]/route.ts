import { changeRun } from '@/lib/server/onboarding-changes'
import { planInput, readRun } from '@/lib/server/onboarding-runs'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, params }) => {
    const run = await readRun(project, params.runId ?? '')
    return Response.json(run, { headers: { etag: run.etag } })
  },
})

export const PUT = route({
  role: 'operator',
  audit: 'onboarding.change',
  conditional: true,
  body: planInput,
  handle: async (context) => Response.json(await changeRun(context), { status: 202 }),
})

export const dynamic = 'force-dynamic'
