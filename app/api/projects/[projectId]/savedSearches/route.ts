import { route } from '@/lib/server/route'
import { createSavedSearch, listSavedSearches, savedSearchInput } from '@/lib/server/saved-searches'

export const GET = route({
  role: 'viewer',
  handle: async ({ project }) => {
    const items = await listSavedSearches(project)
    return Response.json({ items, total: items.length })
  },
})

export const POST = route({
  role: 'operator',
  audit: 'savedSearches.create',
  body: savedSearchInput,
  handle: async ({ project, body, session, audit }) =>
    Response.json(await createSavedSearch(project, body, session, audit), { status: 201 }),
})

export const dynamic = 'force-dynamic'
