import { route } from '@/lib/server/route'
import { createUser, listUsers, publicUser, userInput } from '@/lib/server/users'

export const GET = route({
  role: 'admin',
  handle: async () => {
    const items = (await listUsers()).map(publicUser)
    return Response.json({ items, total: items.length })
  },
})

export const POST = route({
  role: 'admin',
  audit: 'users.create',
  body: userInput,
  handle: async ({ body, audit }) => {
    audit.describe({ target: body.email })
    const { etag, ...user } = publicUser(await createUser(body))
    return Response.json(user, { status: 201, headers: { etag } })
  },
})

export const dynamic = 'force-dynamic'
