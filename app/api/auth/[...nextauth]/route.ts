import NextAuth from 'next-auth'
import { ApiError } from '@/lib/errors'
import { authOptions } from '@/lib/server/auth-options'
import { assertSameOrigin } from '@/lib/server/origin'

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth reads its parameters and its options anew for each request: the secret must not be needed by a build. */
async function handle(request: Request, context: Context): Promise<Response> {
  if (request.method === 'POST') {
    try {
      assertSameOrigin(request)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return Response.json(error.toBody(''), { status: error.status })
    }
  }
  const response: Response = await NextAuth(request as never, context as never, authOptions()) // its types know the pages router only
  response.headers.set('cache-control', 'no-store')
  return response
}

export { handle as GET, handle as POST }

export const dynamic = 'force-dynamic'
