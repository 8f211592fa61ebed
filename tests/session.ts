/** A signed-in admin of a console that was just started, for tests of whole processes. */
export async function claimAndSignIn(
  url: string,
  token: string,
  email = 'admin@console.example',
  password = 'a-long-admin-password-1',
) {
  const jar = new Map<string, string>()
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { origin: url, cookie, ...init.headers },
    })
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return answer
  }
  const json = { 'content-type': 'application/json' }
  await send('/api/setup', {
    method: 'POST',
    body: JSON.stringify({ token, email, password }),
    headers: json,
  })
  const csrf: { csrfToken: string } = await (await send('/api/auth/csrf')).json()
  const body = new URLSearchParams({ email, password, csrfToken: csrf.csrfToken, json: 'true' })
  await send('/api/auth/callback/credentials', { method: 'POST', body })
  return {
    /** What a browser would send as `Cookie`. */
    cookie: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    send,
    get: (path: string) => send(path),
    post: (path: string, sent: unknown) =>
      send(path, { method: 'POST', body: JSON.stringify(sent), headers: json }),
    put: (path: string, etag: string, sent: unknown) =>
      send(path, { method: 'PUT', body: JSON.stringify(sent), headers: { ...json, 'if-match': etag } }),
  }
}
