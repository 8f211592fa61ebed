import { readDeletePlan } from '@/lib/server/jobs'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, params, deadline }) =>
    Response.json(
      await readDeletePlan(project, 'accessControlLists', params.accessControlListId ?? '', deadline),
    ),
})

export const dynamic = 'force-dynamic'
