import { exportNumbers } from '@/lib/server/number-list'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, url }) => await exportNumbers(project, url),
})

export const dynamic = 'force-dynamic'
