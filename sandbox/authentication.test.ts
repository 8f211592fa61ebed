import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type StartedSandbox } from './testing'
import { basic, fetchToken, testingClient } from './testing-client'
import { TokenBucket } from './token-bucket'

let sandbox: StartedSandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.close())

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
const read = (token: string) => testingClient(sandbox, `Bearer ${token}`).send('GET', '/trunks')

function askForToken(
  body = 'grant_type=client_credentials',
  authorization = basic(sandbox),
): Promise<Response> {
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' }
  return fetch(`${sandbox.url}/oauth2/token`, { method: 'POST', headers, body })
}

describe('authentication', () => {
  it('gives a three-part token for one hour', async () => {
    const answer = await askForToken()
    const body: Record<string, unknown> = await answer.json()
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: '' })
    const { exp, iat } = claimsOf(String(body.access_token))
    expect(Number(exp) - Number(iat)).toBe(3600)
    expect(Math.abs(Number(iat) * 1000 - Date.now())).toBeLessThan(2_000)
  })

  it('refuses a wrong key, a wrong secret and another grant', async () => {
    const { keyId, keySecret } = sandbox
    expect((await askForToken(undefined, basic({ keyId, keySecret: 'wrong' }))).status).toBe(401)
    expect((await askForToken(undefined, basic({ keyId: 'wrong', keySecret }))).status).toBe(401)
    expect((await askForToken('grant_type=password')).status).toBe(400)
  })

  it('takes the token, and the key itself, on every call', async () => {
    expect((await read(await fetchToken(sandbox))).status).toBe(200)
    expect((await testingClient(sandbox).send('GET', '/trunks')).status).toBe(200)
  })

  it('says expired in the header once the hour is over', async () => {
    const token = await fetchToken(sandbox)
    await sandbox.control.clock({ advanceMs: 3_590_000 })
    expect((await read(token)).status).toBe(200)
    await sandbox.control.clock({ advanceMs: 20_000 })
    const late = await read(token)
    expect([late.status, late.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('expired'),
    ])
    expect(late.json.type).toMatch(/access-token-expired$/)
  })

  it('refuses a token that it did not sign, and one that was revoked, without saying expired', async () => {
    const token = await fetchToken(sandbox)
    const other = await fetchToken(sandbox)
    const [header, claims] = token.split('.')
    const forged = createHmac('sha256', 'guess').update(`${header}.${claims}`).digest('base64url')
    await sandbox.control.revokeTokens(token)
    for (const bad of [`${header}.${claims}.${forged}`, `${header}.${claims}`, 'x', token]) {
      const answer = await read(bad)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).not.toContain('expired')
    }
    expect((await read(other)).status).toBe(200)
    await sandbox.control.revokeTokens()
    expect((await read(other)).status).toBe(401)
    expect((await read(await fetchToken(sandbox))).status).toBe(200)
  })

  it('refuses another project, and asks for credentials where there are none', async () => {
    const headers = { authorization: basic(sandbox) }
    const other = await fetch(`${sandbox.url}/v1/projects/other/trunks`, { headers })
    expect([other.status, await other.json()]).toMatchObject([
      403,
      { type: expect.stringMatching(/permission-denied$/) },
    ])
    const nobody = await fetch(`${sandbox.url}/v1/projects/sandbox/trunks`)
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Realm"'])
    expect((await fetch(`${sandbox.url}/elsewhere`)).status).toBe(404)
  })

  it('throttles the token endpoint at 30 at once, without Retry-After', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => askForToken()))
    const good = answers.filter((answer) => answer.status === 200).length
    expect(good).toBeGreaterThanOrEqual(30)
    expect(good).toBeLessThan(50)
    const refused = answers.find((answer) => answer.status === 429)
    expect(refused?.headers.has('retry-after')).toBe(false)
    expect(await refused?.json()).toMatchObject({ type: expect.stringMatching(/too-many-requests$/) })
  })

  it('refills the bucket at its rate and never beyond its size', () => {
    let now = 0
    const bucket = new TokenBucket({ capacity: 30, refillPerSecond: 10 }, () => now)
    const taken = () => Array.from({ length: 60 }, () => bucket.take()).filter(Boolean).length
    expect(taken()).toBe(30)
    now = 500
    expect(taken()).toBe(5)
    now = 100_000
    expect(taken()).toBe(30)
  })

  it('throttles the service only when told to, with the Retry-After it was told', async () => {
    const statuses = async () => {
      const client = testingClient(sandbox)
      const answers = await Promise.all(Array.from({ length: 6 }, () => client.send('GET', '/trunks')))
      return answers
        .map((answer) => `${answer.status} ${answer.headers.get('retry-after') ?? ''}`.trim())
        .sort()
    }
    expect(new Set(await statuses())).toEqual(new Set(['200']))
    await sandbox.control.limits({ est: { capacity: 2, refillPerSecond: 0, retryAfter: '3' } })
    expect(await statuses()).toEqual(['200', '200', '429 3', '429 3', '429 3', '429 3'])
    await sandbox.control.limits({ est: null })
    expect(new Set(await statuses())).toEqual(new Set(['200']))
  })
})
