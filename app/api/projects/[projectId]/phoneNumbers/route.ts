import { listAnswer } from '@/lib/server/list-answer'
import { readProjectNumbers } from '@/lib/server/numbers'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, request }) =>
    listAnswer(await readProjectNumbers(project), request.url, { from: [], row: (number) => number }),
})

export const dynamic = 'force-dynamic'
