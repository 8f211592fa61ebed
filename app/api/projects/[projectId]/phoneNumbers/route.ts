import { pageOf, readListQuery } from '@/lib/server/list-query'
import { readProjectNumbers } from '@/lib/server/numbers'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url }) =>
    Response.json(pageOf(await readProjectNumbers(project), readListQuery(url))),
})

export const dynamic = 'force-dynamic'
