import { listNumbers } from '@/lib/server/number-list'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url }) => await listNumbers(project, url),
})

export const dynamic = 'force-dynamic'
