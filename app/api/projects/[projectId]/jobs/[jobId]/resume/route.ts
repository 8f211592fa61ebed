import { resumeJob } from '@/lib/server/jobs'
import { route } from '@/lib/server/route'

export const POST = route({
  role: 'operator',
  audit: 'jobs.resume',
  handle: async (context) =>
    Response.json(await resumeJob(context, context.params.jobId ?? ''), { status: 202 }),
})

export const dynamic = 'force-dynamic'
