import { totalCalls } from '@/lib/server/call-history'
import { readCallSearch } from '@/lib/server/call-search'
import { searchInPlace } from '@/lib/server/export-limits'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url, request, session }) => {
    const search = readCallSearch(url)
    const ask = () => totalCalls(project, search)
    return Response.json(await searchInPlace(session.user.id, request.signal, ask))
  },
})

export const dynamic = 'force-dynamic'
