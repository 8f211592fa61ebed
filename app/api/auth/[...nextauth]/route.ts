import NextAuth from 'next-auth'
import { NextRequest } from 'next/server'
import { randomUUID } from 'node:crypto'
import { ApiError } from '@/lib/errors'
import { authOptions } from '@/lib/server/auth-options'
import { clientAddress } from '@/lib/server/client-address'
import { assertSameOrigin } from '@/lib/server/origin'
import { parseJson, readLimited } from '@/lib/server/request-body'
import { finish, refusal } from '@/lib/server/route'

type Context = { params: Promise<{ nextauth: string[] }> }

// What our pages use. The other addresses of next-auth serve pages of its own and write what strangers send into the log.
const used = new Set(['GET csrf', 'POST callback/credentials', 'POST signout'])

/** next-auth reads its parameters and its options anew for each request: the secret must not be needed by a build. */
async function handle(request: Request, context: Context): Promise<Response> {
  const requestId = randomUUID()
  try {
    const { nextauth } = await context.params
    if (!used.has(`${request.method} ${nextauth.join('/')}`))
      throw new ApiError('not_found', 'There is no such address in the API. See docs/api.md.')
    if (request.method === 'POST') assertSameOrigin(request)
    const options = authOptions({ requestId, address: clientAddress(request.headers) })
    const response: Response = await NextAuth((await readable(request)) as never, context as never, options) // its types know the pages router only
    // Its own failures, such as a cookie that it cannot read, have another shape and are in the log already.
    if (response.status >= 500)
      throw new ApiError('bad_request', 'This request cannot be read. Reload the page and try again.')
    return finish(response, requestId)
  } catch (error) {
    return refusal(error, request, requestId)
  }
}

/** The request without its query, which next-auth would obey, and with a body that was read within our limits. */
async function readable(request: Request): Promise<NextRequest> {
  const { origin, pathname } = new URL(request.url)
  const { method, headers } = request
  if (method === 'GET') return new NextRequest(origin + pathname, { method, headers })
  const body = await readLimited(request)
  if (/json/i.test(headers.get('content-type') ?? '')) parseJson(body)
  return new NextRequest(origin + pathname, { method, headers, body })
}

export { handle as GET, handle as POST }

export const dynamic = 'force-dynamic'
