import { readCallSearch, searchCalls } from '@/lib/server/call-search'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url, request }) =>
    Response.json(await searchCalls(project, readCallSearch(url), request.signal)),
})

export const dynamic = 'force-dynamic'
