import NextAuth from 'next-auth'
import { ApiError } from '@/lib/errors'
import { authOptions } from '@/lib/server/auth-options'
import { assertSameOrigin } from '@/lib/server/origin'

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth reads its parameters and its options anew for each request: the secret must not be needed by a build. */
async function handle(request: Request, context: Context): Promise<Response> {
  try {
    if (request.method === 'POST') assertSameOrigin(request)
    const response: Response = await NextAuth(request as never, context as never, authOptions()) // its types know the pages router only
    response.headers.set('cache-control', 'no-store')
    return response
  } catch (error) {
    const failure = tellable(error)
    return Response.json(failure.toBody(''), { status: failure.status })
  }
}

function tellable(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  // next-auth reads the body itself and throws what the parser throws.
  if (error instanceof SyntaxError) return new ApiError('bad_request', 'The body is not valid JSON.')
  throw error
}

export { handle as GET, handle as POST }

export const dynamic = 'force-dynamic'
