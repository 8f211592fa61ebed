import { NextResponse, type NextRequest } from 'next/server'
import { contentSecurityPolicy } from '@/lib/server/content-security-policy'

/**
 * Gives every page its nonce and policy, prefetches included. It guards nothing: every route and page checks the session itself, and
 * all of that holds with this file deleted.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64')
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  // Set, never read: a nonce or a policy that the client sends must not reach the page.
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  headers.set('x-page-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'no-store')
  return response
}

export const config = {
  // Everything but build assets and the API, whose routes set their own policy.
  matcher: ['/((?!_next/static/|api/|icon\\.svg$).*)'],
}
