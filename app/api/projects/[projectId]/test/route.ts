import { ApiError } from '@/lib/errors'
import { waitAtMost } from '@/lib/server/deadline'
import { route } from '@/lib/server/route'
import { estClient } from '@/lib/server/upstream'

export const POST = route({
  role: 'admin',
  audit: 'projects.test',
  handle: async ({ project, deadline, audit }) => {
    const testing = (await estClient(project)).until(deadline).testConnection()
    const result = await waitAtMost(deadline - performance.now(), testing, tooLate)
    // The test itself went well and is answered as such; the log is to say what it found.
    if (!result.ok)
      audit.describe({ failure: result.steps.find(({ ok }) => !ok)?.message ?? 'no step was taken' })
    return Response.json(result)
  },
})

function tooLate(): never {
  throw new ApiError('upstream_unavailable', 'The test was given up: Sinch has not answered in time.')
}

export const dynamic = 'force-dynamic'
