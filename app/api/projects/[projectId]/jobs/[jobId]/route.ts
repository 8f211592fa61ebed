import { readJob } from '@/lib/server/jobs'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, params }) => Response.json(await readJob(project, params.jobId ?? '')),
})

export const dynamic = 'force-dynamic'
