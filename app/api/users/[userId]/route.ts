import { requiredIfMatch } from '@/lib/server/if-match'
import { route } from '@/lib/server/route'
import { changeUser, findUser, publicUser, removeUser, userChangeInput } from '@/lib/server/users'

export const PUT = route({
  role: 'admin',
  audit: 'users.update',
  conditional: true,
  body: userChangeInput,
  handle: async ({ params, body, request, audit }) => {
    const user = await findUser(params.userId ?? '')
    audit.describe({ target: user.email, before: publicUser(user) })
    const { etag, ...shown } = publicUser(await changeUser(user, requiredIfMatch(request), body))
    return Response.json(shown, { headers: { etag } })
  },
})

export const DELETE = route({
  role: 'admin',
  audit: 'users.delete',
  conditional: true,
  handle: async ({ params, request, audit }) => {
    const user = await findUser(params.userId ?? '')
    audit.describe({ target: user.email, before: publicUser(user) })
    await removeUser(user, requiredIfMatch(request))
    return new Response(null, { status: 204 })
  },
})

export const dynamic = 'force-dynamic'
