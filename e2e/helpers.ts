import {
  expect,
  request as playwrightRequest,
  test,
  type APIRequestContext,
  type Page,
} from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The roles that the set-up project signs in before any other spec runs. */
export const people = {
  admin: { email: 'admin@console.example', password: 'a-long-admin-password-1' },
  operator: { email: 'operator@console.example', password: 'a-long-operator-password-1' },
  viewer: { email: 'viewer@console.example', password: 'a-long-viewer-password-1' },
} as const

export type Person = keyof typeof people

function fromEnvironment(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: start the specs with npm run e2e`)
  return value
}

/** Where the console under test listens. */
export const baseUrl = fromEnvironment('E2E_BASE_URL')

/** Where its sandbox listens. */
const sandboxUrl = fromEnvironment('E2E_SANDBOX_URL')

const stateFolder = join(fromEnvironment('E2E_DATA_DIR'), 'signed-in')

/** File with the cookies of a signed-in person. */
export function stateOf(person: Person): string {
  mkdirSync(stateFolder, { recursive: true })
  return join(stateFolder, `${person}.json`)
}

/** A name that no other spec and no earlier run uses; letters, digits and hyphens, so it can be a host name. */
export function unique(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`
}

/** Our own API as a person (or as nobody), with the Origin that writes need. */
export async function apiAs(person: Person | null): Promise<APIRequestContext> {
  return await playwrightRequest.newContext({
    baseURL: baseUrl,
    extraHTTPHeaders: { origin: baseUrl },
    storageState: person === null ? undefined : stateOf(person),
  })
}

/** Signs in through the same endpoint that the sign-in page uses; answers the final status. */
export async function signIn(api: APIRequestContext, email: string, password: string): Promise<number> {
  const { csrfToken } = await (await api.get('/api/auth/csrf')).json()
  const answer = await api.post('/api/auth/callback/credentials', {
    form: { email, password, csrfToken, json: 'true' },
    maxRedirects: 0,
  })
  return answer.status()
}

export const trunksPath = '/api/projects/sandbox/trunks'

/** Makes a trunk through our API and returns it with its tag. */
export async function createTrunk(api: APIRequestContext, fields: Record<string, unknown> = {}) {
  const hostName = unique('e2e')
  const answer = await api.post(trunksPath, { data: { name: `Trunk ${hostName}`, hostName, ...fields } })
  expect(answer.status(), await answer.text()).toBe(201)
  const trunk: { id: string; name: string; hostName: string; domain: string } = await answer.json()
  return { ...trunk, etag: answer.headers().etag ?? '' }
}

/** Speaks to the sandbox's control interface; the caller names the shape of the answer (docs/sandbox.md). */
export async function control<Answer = unknown>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  return await askSandbox<Answer>(method, `/__sandbox/${path}`, body)
}

const sandboxAnswersWithinMs = 10_000

/** Speaks to the sandbox itself, past the console; what does not answer says so, instead of holding the test until its time is over. */
export async function askSandbox<Answer>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const asked = `the sandbox, asked for ${method} ${path},`
  const answer = await fetch(`${sandboxUrl}${path}`, {
    method,
    // A connection that is kept may be closed by the other side just as it is used again.
    headers: { 'content-type': 'application/json', connection: 'close', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(sandboxAnswersWithinMs),
  }).catch((cause: unknown) => {
    throw new Error(`${asked} does not answer`, { cause })
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${asked} answered ${answer.status}: ${text}`)
  return JSON.parse(text)
}

/**
 * The tests of a file are about a vendor that answers in this way; where the run speaks otherwise, it is switched for them. What the
 * console does with the other answer has tests of its own.
 */
export function withDialect(switches: Record<string, string>, reread?: string): void {
  test.beforeAll(async () => {
    await control('PUT', 'dialect', switches)
    // A change that is refused makes the console read the list of this object again.
    if (reread) await (await apiAs('operator')).put(reread, { data: {}, headers: { 'if-match': '"x"' } })
  })
  test.afterAll(() => control('PUT', 'dialect', { preset: process.env.E2E_DIALECT ?? 'default' }))
}

/** Fails when the page logs an error or breaks the content security policy. Call it before the first navigation. */
export function watchConsole(page: Page): () => void {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  return () => expect(problems).toEqual([])
}

/**
 * Waits until what has changed is drawn and its transitions have ended, or for a second each: without a screen Chromium now and then
 * draws no frame until it is given an event, and then nothing is on its way either.
 */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const atMostOneSecond = (what: Promise<unknown>) =>
      Promise.race([what, new Promise((resolve) => setTimeout(resolve, 1000))])
    await atMostOneSecond(
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    await atMostOneSecond(Promise.allSettled(ending.map(({ finished }) => finished)))
  })
}

/** Opens a page and waits until it shows what it is about, with nothing still loading. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
}

/** From now on each answer takes most of a second to come, so that what is done at once comes before it. */
export async function slowNetwork(page: Page): Promise<void> {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 800,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
}
