import { listAnswer } from '@/lib/server/list-answer'
import { readListQuery } from '@/lib/server/list-query'
import { readProjectNumbers } from '@/lib/server/numbers'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url }) => {
    const query = readListQuery(url)
    return listAnswer(await readProjectNumbers(project), query, { from: [], row: (number) => number })
  },
})

export const dynamic = 'force-dynamic'
