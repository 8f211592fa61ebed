import { ApiError } from '@/lib/errors'
import { waitAtMost } from '@/lib/server/deadline'
import { route } from '@/lib/server/route'
import { estClient } from '@/lib/server/upstream'

export const POST = route({
  role: 'admin',
  audit: 'projects.test',
  handle: async ({ project, deadline }) => {
    const testing = (await estClient(project)).until(deadline).testConnection()
    return Response.json(await waitAtMost(deadline - performance.now(), testing, tooLate))
  },
})

function tooLate(): never {
  throw new ApiError('upstream_unavailable', 'The test was given up: Sinch has not answered in time.')
}

export const dynamic = 'force-dynamic'
