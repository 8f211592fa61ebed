import autocannon from 'autocannon'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A signed-in admin of a fresh console, for benchmarks. */
export interface BenchClient {
  url: string
  cookie: string
  get(path: string): Promise<Response>
}

/** Claims set-up with the token that the console wrote, and signs in. */
export async function signedInClient(url: string, dataDir: string): Promise<BenchClient> {
  const token = readFileSync(join(dataDir, 'setup-token'), 'utf8').trim()
  const [email, password] = ['bench@console.example', 'a-long-bench-password']
  const jar = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = {
      origin: url,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      ...init.headers,
    }
    const answer = await fetch(url + path, { ...init, headers, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return answer
  }
  await send('/api/setup', {
    method: 'POST',
    body: JSON.stringify({ token, email, password }),
    headers: { 'content-type': 'application/json' },
  })
  const { csrfToken } = (await (await send('/api/auth/csrf')).json()) as { csrfToken: string } // next-auth's own answer
  const body = new URLSearchParams({ email, password, csrfToken, json: 'true' })
  await send('/api/auth/callback/credentials', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const get = (path: string) => fetch(url + path, { headers: { cookie } })
  const answer = await get('/api/session')
  if (answer.status !== 200) throw new Error(`the benchmark could not sign in: ${answer.status}`)
  return { url, cookie, get }
}

/** Load on one address from this process, which is not the server's. Latencies in milliseconds. */
export async function load(client: BenchClient, path: string, connections: number, seconds: number) {
  const result = await autocannon({
    url: client.url + path,
    connections,
    duration: seconds,
    headers: { cookie: client.cookie },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} broken`)
  return { p50: result.latency.p50, p99: result.latency.p99, perSecond: result.requests.average }
}
