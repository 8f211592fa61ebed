/** Why a sign-in did not work, as one sentence for the person. */
export type SignInOutcome = { ok: true } | { ok: false; message: string }

const unreachable = 'The console did not answer. Check the connection and try again.'

/** Signs in with e-mail address and password; the answer never tells whether the address is known. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    const answer = await post('/api/auth/callback/credentials', { email, password })
    if (answer.ok) return { ok: true }
    return { ok: false, message: refusal(await failureCode(answer)) }
  } catch {
    return { ok: false, message: unreachable }
  }
}

/** Ends this session on the server. Throws when the console cannot be reached. */
export async function signOut(): Promise<void> {
  const answer = await post('/api/auth/signout', {})
  if (!answer.ok) throw new Error('Signing out failed. Try again.')
}

async function post(path: string, values: Record<string, string>): Promise<Response> {
  const token: unknown = await (await fetch('/api/auth/csrf')).json()
  if (typeof token !== 'object' || token === null || !('csrfToken' in token)) throw new Error(unreachable)
  const body = new URLSearchParams({ ...values, csrfToken: String(token.csrfToken), json: 'true' })
  return await fetch(path, { method: 'POST', body })
}

// next-auth answers a refusal with the address of an error page; the reason is in its query.
async function failureCode(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null || !('url' in body)) return ''
  const address = String(body.url)
  return URL.canParse(address, window.location.origin)
    ? (new URL(address, window.location.origin).searchParams.get('error') ?? '')
    : ''
}

function refusal(code: string): string {
  if (code.startsWith('RateLimited')) {
    const seconds = Number(code.split(':')[1]) || 60
    const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
    return `Too many tries. Wait ${wait}, then sign in again.`
  }
  if (code === 'CredentialsSignin')
    return 'E-mail address and password do not match. Check both and try again.'
  return 'Signing in failed on the server. Try again; if it keeps failing, ask the person who runs the console.'
}
