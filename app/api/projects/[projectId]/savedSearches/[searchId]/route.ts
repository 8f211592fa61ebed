import { route } from '@/lib/server/route'
import { changeSavedSearch, removeSavedSearch, savedSearchInput } from '@/lib/server/saved-searches'

export const PUT = route({
  role: 'operator',
  audit: 'savedSearches.update',
  body: savedSearchInput,
  handle: async ({ project, params, body, audit }) =>
    Response.json(await changeSavedSearch(project, params.searchId ?? '', body, audit)),
})

export const DELETE = route({
  role: 'operator',
  audit: 'savedSearches.delete',
  handle: async ({ project, params, audit }) => {
    await removeSavedSearch(project, params.searchId ?? '', audit)
    return new Response(null, { status: 204 })
  },
})

export const dynamic = 'force-dynamic'
