import { encode } from 'next-auth/jwt'
import { cookieSecret, sessionCookieName } from '../lib/server/session'
import { startSession } from '../lib/server/sessions'
import { createProject, findProject } from '../lib/server/projects'
import type { Route } from '../lib/server/route'
import { freshConsole, testDatabases } from '../lib/server/testing'
import { createUser } from '../lib/server/users'
import { startSandbox } from '../sandbox/testing'

const origin = 'http://127.0.0.1:3000'

/** The real routes over a real sandbox without a web server between: a console of its own, with a signed-in admin. */
export async function routesInProcess(
  options: Parameters<typeof startSandbox>[0] = {},
  kind: (typeof testDatabases)[number] = 'sqlite',
) {
  const sandbox = await startSandbox({ authBucket: false, ...options })
  const fresh = await freshConsole(kind, {
    APP_URL: origin,
    SANDBOX: 'on',
    SANDBOX_PORT: new URL(sandbox.url).port,
  })
  const { projectId, keyId, keySecret } = sandbox
  await createProject({ name: 'Sandbox', upstream: 'sandbox', projectId, keyId, keySecret })
  const email = 'admin@console.example'
  const user = await createUser({ email, password: 'a-long-admin-password-1', role: 'admin' })
  const sid = await startSession(user.id, '192.0.2.1', 'a browser')
  const cookie = `${sessionCookieName()}=${await encode({ token: { sid }, secret: cookieSecret() })}`

  async function call(
    handler: Route,
    method: string,
    params: Record<string, string> = {},
    {
      body,
      ifMatch = '',
      search = '',
      as = cookie,
    }: { body?: unknown; ifMatch?: string; search?: string; as?: string } = {},
  ) {
    const headers = { origin, cookie: as, 'content-type': 'application/json', 'if-match': ifMatch }
    const sent = body === undefined ? undefined : JSON.stringify(body)
    const request = new Request(`${origin}/api/test${search}`, { method, headers, body: sent })
    const startedAt = performance.now()
    const answer = await handler(request, { params: Promise.resolve({ projectId, ...params }) })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false
    const json = isJson ? JSON.parse(text) : {}
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: json,
      ms: performance.now() - startedAt,
    }
  }

  const basic = Buffer.from(`${keyId}:${keySecret}`).toString('base64')
  const tokenAnswer = await fetch(`${sandbox.url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = await tokenAnswer.json()

  /** Makes an object as another program does, the console left out. */
  async function makeElsewhere(path: string, body: object): Promise<string> {
    const answer = await fetch(`${sandbox.url}/v1/projects/${projectId}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()).id
  }

  const origins = { estUrl: sandbox.url, authUrl: sandbox.url, numbersUrl: sandbox.url }
  return {
    call,
    makeElsewhere,
    /** What a client of the vendor of its own needs. */
    key: { projectId, keyId, keySecret, ...origins },
    control: sandbox.control,
    project: () => findProject(projectId),
    async end() {
      await fresh.end()
      await sandbox.close()
    },
  }
}
