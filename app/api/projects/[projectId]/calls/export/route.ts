import { exportCalls } from '@/lib/server/call-export'
import { readCallSearch } from '@/lib/server/call-search'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url, request, requestId }) =>
    await exportCalls(project, readCallSearch(url), request.signal, requestId),
})

export const dynamic = 'force-dynamic'
