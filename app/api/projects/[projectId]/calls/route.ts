import { findCalls } from '@/lib/server/call-history'
import { readCallSearch } from '@/lib/server/call-search'
import { searchInPlace } from '@/lib/server/export-limits'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url, request, session }) => {
    const search = readCallSearch(url)
    const find = () => findCalls(project, search, request.signal)
    return Response.json(await searchInPlace(session.user.id, request.signal, find))
  },
})

export const dynamic = 'force-dynamic'
