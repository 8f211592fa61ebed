import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { withoutSecrets } from './audit-record'
import { route } from './route'
import { database } from './storage'
import { freshConsole } from './testing'

let fresh: Awaited<ReturnType<typeof freshConsole>>
beforeEach(async () => {
  fresh = await freshConsole()
})
afterEach(() => fresh.end())

const origin = 'http://127.0.0.1:3000'
const body = z.object({ name: z.string(), password: z.string().optional() })

function write(handle: () => Promise<Response>) {
  const post = route({ role: 'public', audit: 'things.create', body, handle })
  return (input: unknown, headers: Record<string, string> = {}) =>
    post(
      new Request(`${origin}/api/things`, {
        method: 'POST',
        body: JSON.stringify(input),
        headers: { origin, 'content-type': 'application/json', ...headers },
      }),
      { params: Promise.resolve({}) },
    )
}

async function rows() {
  const { db } = await database()
  return await db.selectFrom('audit').selectAll().orderBy('seq').execute()
}

describe('the audit of a write', () => {
  it('stores the intent before the handler runs and the outcome after it', async () => {
    const seen: string[] = []
    const post = write(async () => {
      seen.push(...(await rows()).map((row) => row.outcome))
      return Response.json({})
    })
    expect((await post({ name: 'a' })).status).toBe(200)
    expect(seen).toEqual(['intent'])
    expect(await rows()).toMatchObject([{ action: 'things.create', outcome: 'ok', input: '{"name":"a"}' }])
  })

  it('does not run the handler when its row cannot be stored (S37)', async () => {
    let ran = false
    const post = write(async () => {
      ran = true
      return Response.json({})
    })
    const { db } = await database()
    await db.schema.dropTable('audit').execute()
    const answer = await post({ name: 'a' })
    expect(answer.status).toBe(507)
    expect((await answer.json()).error).toMatchObject({ code: 'storage_unavailable' })
    expect(ran).toBe(false)
  })

  it('keeps no secret, and tells failed from unknown', async () => {
    await write(async () => {
      throw new ApiError('upstream_rejected', 'No.')
    })({ name: 'a', password: 'hunter2hunter2' })
    await write(async () => {
      throw new ApiError('upstream_unavailable', 'Lost.', { outcomeUnknown: true })
    })({ name: 'b' })
    const stored = await rows()
    expect(stored.map((row) => row.outcome)).toEqual(['failed', 'unknown'])
    expect(JSON.stringify(stored)).not.toContain('hunter2')
  })

  it('hides values by the names of their fields, however deep', () => {
    const hidden = withoutSecrets({
      keySecret: 'x',
      list: [{ password: 'y', username: 'u' }],
      token: 1,
      name: 'n',
    })
    expect(hidden).toEqual({
      keySecret: '[removed]',
      list: [{ password: '[removed]', username: 'u' }],
      token: '[removed]',
      name: 'n',
    })
  })
})

describe('what a route refuses', () => {
  const post = write(async () => Response.json({}))

  it.each([
    ['no origin', { origin: '' }],
    ['a null origin', { origin: 'null' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:3001' }],
    ['another scheme', { origin: 'https://127.0.0.1:3000' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch', { 'sec-fetch-site': 'same-site' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', { 'content-type': 'text/plain' }],
    ['multipart', { 'content-type': 'multipart/form-data; boundary=x' }],
  ])('%s (S28)', async (_name, headers) => {
    const answer = await post({ name: 'a' }, headers)
    expect(answer.status).toBe(403)
    expect(await rows()).toEqual([])
  })

  it('names each wrong field, and gives every answer a request id and no-store', async () => {
    const answer = await post({ name: 5 })
    expect(answer.status).toBe(422)
    expect((await answer.json()).error).toMatchObject({
      code: 'invalid_request',
      fields: { name: expect.any(String) },
      requestId: answer.headers.get('x-request-id'),
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('a body of 2 MB, with or without an honest length', async () => {
    const answer = await post({ name: 'x'.repeat(2 * 1024 * 1024) })
    expect(answer.status).toBe(413)
    expect((await answer.json()).error.message).toContain('1 MB')
  })
})
