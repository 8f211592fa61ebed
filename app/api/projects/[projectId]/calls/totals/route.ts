import { totalCalls } from '@/lib/server/call-history'
import { readCallSearch } from '@/lib/server/call-search'
import { inPlace } from '@/lib/server/export-limits'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url, session }) => {
    const search = readCallSearch(url)
    return Response.json(await inPlace('search', session.user.id, () => totalCalls(project, search)))
  },
})

export const dynamic = 'force-dynamic'
