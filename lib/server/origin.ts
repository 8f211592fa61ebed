import 'server-only'
import { ApiError } from '@/lib/errors'
import { env } from './env'

/** Methods that change nothing and may therefore come without an Origin. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that does not come from the console's own pages, or from a script that says so: browsers add `Origin` to every
 * write, and a foreign page cannot forge it. `null`, a missing value, another port or scheme are all foreign.
 */
export function assertSameOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  if (origin !== new URL(env().APP_URL).origin) {
    throw new ApiError(
      'forbidden',
      'This request did not come from the console. Reload the page; scripts must send an Origin equal to APP_URL.',
    )
  }
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') {
    throw new ApiError('forbidden', 'This request came from another site. Reload the console and try again.')
  }
}
