import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { POST as addProject } from '@/app/api/projects/route'
import { GET as readProject } from '@/app/api/projects/[projectId]/route'
import { PUT as changeUser } from '@/app/api/users/[userId]/route'
import { validated } from './request-body'
import { route } from './route'
import { database } from './storage'
import { freshConsole, signedInAs, testDatabases } from './testing'

const origin = 'http://127.0.0.1:3000'

function sent(text: string, headers: Record<string, string> = {}): Request {
  const all = { origin, 'content-type': 'application/json', ...headers }
  return new Request(`${origin}/api/things`, { method: 'POST', body: text, headers: all })
}

describe('a body', () => {
  let fresh: Awaited<ReturnType<typeof freshConsole>>
  beforeEach(async () => {
    fresh = await freshConsole()
  })
  afterEach(() => fresh.end())
  const post = route({
    role: 'public',
    body: z.looseObject({ name: z.string() }),
    handle: async ({ body }) => Response.json(body),
  })
  const send = (text: string) => post(sent(text), { params: Promise.resolve({}) })
  const nested = (levels: number) => `{"name":"a","deep":${'['.repeat(levels)}${']'.repeat(levels)}}`

  it.each([
    ['33 levels', nested(32)],
    ['20,000 levels', nested(20_000)],
    ['half a million open brackets', '['.repeat(500_000)],
  ])('of %s is refused as not readable', async (_name, text) => {
    const answer = await send(text)
    expect(answer.status).toBe(400)
    expect((await answer.json()).error).toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('32 levels'),
    })
  })

  it('of 32 levels is read, and brackets within texts do not count', async () => {
    expect((await send(nested(31))).status).toBe(200)
    const text = JSON.stringify({ name: `"\\${'[{'.repeat(1000)}`, ['[[[{{{"'.repeat(9)]: 1 })
    expect((await send(text)).status).toBe(200)
  })

  it('that would cost a searcher the square of its length is answered at once', async () => {
    const began = performance.now()
    expect((await send(`"${'\\"'.repeat(400_000)}`)).status).toBe(400)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('a refusal by a schema', () => {
  const kind = z.enum(['a', 'b'])
  const anything = [
    undefined,
    null,
    1.5,
    0,
    99,
    '',
    'x'.repeat(99),
    [],
    [1, 2, 3, 4],
    {},
    { x: 1 },
    true,
    NaN,
  ]
  it.each<[string, z.ZodType]>([
    ['an object', z.strictObject({ name: z.string() })],
    ['a record', z.record(z.string(), z.unknown())],
    ['a text', z.string().min(2).max(5)],
    ['a pattern', z.string().regex(/^q/)],
    ['an address', z.email()],
    ['a number', z.number().min(2).max(5)],
    ['a whole number', z.int()],
    ['a page', z.coerce.number().int().min(1)],
    ['a list', z.array(z.string()).min(2).max(3)],
    ['a choice', kind],
    ['either or', z.union([z.literal('q'), z.literal('r')])],
    ['a kind', z.discriminatedUnion('kind', [z.object({ kind })])],
    ['a flag', z.boolean()],
    ['nothing', z.undefined()],
  ])('of %s is a plain sentence', (_name, schema) => {
    const sentences = anything.flatMap((value) => refusalOf(schema, value))
    expect(sentences.length).toBeGreaterThan(0)
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z].*\.$/)
      expect(sentence).not.toMatch(/invalid|expected (?!here)|received|too (big|small)|NaN|undefined|regex/i)
    }
  })

  function refusalOf(schema: z.ZodType, value: unknown): string[] {
    try {
      validated(schema, value)
      return []
    } catch (error) {
      if (!(error instanceof Error && 'details' in error)) throw error
      return [error.message]
    }
  }

  it('keeps the words that a schema has of its own', () => {
    expect(refusalOf(z.object({ name: z.string('The name is missing.') }), {})).toEqual([
      'The name is missing.',
    ])
  })
})

describe.each(testDatabases)('control characters on %s', (kind) => {
  let fresh: Awaited<ReturnType<typeof freshConsole>>
  beforeEach(async () => {
    fresh = await freshConsole(kind)
  })
  afterEach(() => fresh.end())

  it('in an address are refused before anything is asked or stored', async () => {
    const cookie = await signedInAs('admin')
    for (const text of ['\0', 'a\u0000b', 'a\nb', '\u001b[2J', '\u0085']) {
      const project = await readProject(new Request(`${origin}/api/x`, { headers: { cookie } }), {
        params: Promise.resolve({ projectId: text }),
      })
      expect(project.status, JSON.stringify(text)).toBe(400)
      const request = new Request(`${origin}/api/x`, {
        method: 'PUT',
        headers: { cookie, origin, 'content-type': 'application/json', 'if-match': '"u1"' },
        body: JSON.stringify({ role: 'viewer', disabled: false }),
      })
      const user = await changeUser(request, { params: Promise.resolve({ userId: text }) })
      expect(user.status, JSON.stringify(text)).toBe(400)
    }
    const { db } = await database()
    expect(await db.selectFrom('audit').selectAll().execute()).toEqual([])
  })

  it('in a name are refused beside the field', async () => {
    const cookie = await signedInAs('admin')
    const project = { upstream: 'sinch', projectId: 'p', keyId: 'k', keySecret: 's', skipTest: true }
    for (const name of ['a\u0000b', 'a\tb', 'a\u001b[31mb']) {
      const answer = await addProject(sent(JSON.stringify({ ...project, name }), { cookie }), {
        params: Promise.resolve({}),
      })
      expect(answer.status).toBe(422)
      expect((await answer.json()).error.fields.name).toMatch(/^Leave out line breaks, control characters/)
    }
  })

  it('and percent signs: what was decoded once is not decoded again', async () => {
    const cookie = await signedInAs('admin')
    const request = new Request(`${origin}/api/x`, { headers: { cookie } })
    await addProject(
      sent(
        JSON.stringify({
          name: 'P',
          upstream: 'sinch',
          projectId: 'p',
          keyId: 'k',
          keySecret: 's',
          skipTest: true,
        }),
        { cookie },
      ),
      { params: Promise.resolve({}) },
    )
    const statusOf = async (projectId: string) =>
      (await readProject(request, { params: Promise.resolve({ projectId }) })).status
    expect(await statusOf('p')).toBe(200)
    expect(await statusOf('%70')).toBe(404)
    expect(await statusOf('%zz')).toBe(404)
  })
})
