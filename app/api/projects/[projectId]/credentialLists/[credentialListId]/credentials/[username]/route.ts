import { credentials } from '@/lib/resources/credential-lists'
import { removeCredential, setPassword } from '@/lib/server/credentials'
import { route } from '@/lib/server/route'

export const PUT = route({
  role: 'operator',
  audit: 'credentials.update',
  body: credentials.input,
  // That a password was set is on record, and nothing about it.
  recorded: () => ({ password: '[removed]' }),
  handle: async ({ project, params, body, deadline }) => {
    const { credentialListId = '', username = '' } = params
    await setPassword(project, { credentialListId, username }, body.password, deadline)
    return Response.json({ username })
  },
})

export const DELETE = route({
  role: 'operator',
  audit: 'credentials.delete',
  handle: async ({ project, params, deadline }) => {
    const { credentialListId = '', username = '' } = params
    await removeCredential(project, { credentialListId, username }, deadline)
    return new Response(null, { status: 204 })
  },
})

export const dynamic = 'force-dynamic'
