import { jobInput, listJobs, startJob } from '@/lib/server/jobs'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => Response.json(await listJobs(project)),
})

export const POST = route({
  role: 'operator',
  audit: 'jobs.start',
  body: jobInput,
  handle: async (context) => {
    const job = await startJob(context, context.body)
    context.audit.describe({ target: job.target })
    return Response.json(job, { status: 202 })
  },
})

export const dynamic = 'force-dynamic'
