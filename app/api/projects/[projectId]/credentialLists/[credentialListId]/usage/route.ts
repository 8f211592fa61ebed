import { readCredentialListUsage } from '@/lib/server/credential-list-usage'
import { route } from '@/lib/server/route'

export const GET = route({
  role: 'viewer',
  handle: async ({ project, params, deadline }) =>
    Response.json(await readCredentialListUsage(project, params.credentialListId ?? '', deadline)),
})

export const dynamic = 'force-dynamic'
