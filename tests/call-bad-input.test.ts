import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUT as putSettings } from '@/app/api/projects/[projectId]/calls/archive/route'
import { GET as getCount } from '@/app/api/projects/[projectId]/calls/count/route'
import { GET as getExport } from '@/app/api/projects/[projectId]/calls/export/route'
import { GET as getCalls } from '@/app/api/projects/[projectId]/calls/route'
import { GET as getTotals } from '@/app/api/projects/[projectId]/calls/totals/route'
import { archiveKey, callArchive } from '@/lib/server/call-archive'
import { randomCall, seeded } from './random-calls'
import { routesInProcess } from './routes-in-process'

const dayMs = 86_400_000
const everyRoute = { list: getCalls, count: getCount, totals: getTotals, export: getExport }
let routes: Awaited<ReturnType<typeof routesInProcess>>

beforeAll(async () => {
  routes = await routesInProcess()
  const random = seeded(21)
  const start = Date.now() - 3 * dayMs
  const calls = Array.from({ length: 300 }, (_, index) => randomCall(random, index, start, dayMs))
  const projectId = archiveKey(await routes.project())
  await (await callArchive()).write('write', { projectId, fence: 1, calls })
})
afterAll(() => routes.end())

const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString()

const wrong: [what: string, search: Record<string, string>, field: string, sentence: RegExp][] = [
  ['a window that ends before it begins', { start: ago(1), end: ago(2) }, 'start', /begins after it ends/],
  ['a number that is made of letters', { from: 'abc' }, 'from', /number/],
  ['letters among digits', { to: '+1415x' }, 'to', /number/],
  ['a zone that there is not', { zone: 'Mars/Olympus' }, 'zone', /zone/],
  ['a time that is none', { start: 'yesterday' }, 'start', /ISO form/],
  ['a result that there is not', { callResult: 'LOST' }, 'callResult', /\w/],
  ['bounds the wrong way round', { minSeconds: '9', maxSeconds: '3' }, 'minSeconds', /Swap the two/],
]

describe('what cannot be searched for is refused with one sentence, by every route', () => {
  it.each(wrong)('%s', async (_what, search, field, sentence) => {
    for (const [name, route] of Object.entries(everyRoute)) {
      const answer = await routes.call(route, 'GET', {}, { search: `?${new URLSearchParams(search)}` })
      expect(answer.status, name).toBe(422)
      expect(answer.body.error.message, name).toMatch(sentence)
      expect(answer.body.error.message, name).toMatch(/\.$/)
      expect(Object.keys(answer.body.error.fields), name).toEqual([field])
    }
  })
})

it('a place in the list that was tampered with, or belongs to another search, is refused and not followed', async () => {
  const window = { start: ago(4), end: ago(1), pageSize: '20' }
  const list = async (more: Record<string, string>) =>
    await routes.call(getCalls, 'GET', {}, { search: `?${new URLSearchParams({ ...window, ...more })}` })
  const { body } = await list({})
  const cursor: string = body.older
  expect((await list({ cursor })).body.items).toHaveLength(20)
  const [towards, id, digest] = cursor.split('-')
  const tampered = [
    `${towards}-${id}-0000000000`,
    `${towards}-zzzzzzzzzzzz-${digest}`,
    `sideways-${id}-${digest}`,
    `${cursor}' or 1=1`,
    'x',
  ]
  for (const one of tampered) expect(await list({ cursor: one }), one).toMatchObject(refusedPlace)
  expect(await list({ cursor, direction: 'INBOUND' })).toMatchObject(refusedPlace)
})

const refusedPlace = {
  status: 422,
  body: {
    error: {
      message: expect.stringMatching(/ place in (a|the) list .+\.$/),
      fields: { cursor: expect.any(String) },
    },
  },
}

it('a window before everything that is kept says so, and what to do instead', async () => {
  const kept = await routes.call(putSettings, 'PUT', {}, { body: { keepDays: 30 } })
  expect(kept.status, kept.text).toBe(200)
  const ask = async (start: string, end: string) =>
    await routes.call(getCalls, 'GET', {}, { search: `?${new URLSearchParams({ start, end })}` })
  const before = await ask(ago(60), ago(40))
  expect(before.status).toBe(422)
  expect(before.body.error.message).toBe(
    'Calls are kept for 30 days, and this search ends before that. Choose a later time, or search it live.',
  )
  // A window that reaches into what is kept is searched as far as it does, and the answer says that it is not all.
  const across = await ask(ago(60), ago(1))
  expect(across.status).toBe(200)
  expect(across.body.items.length).toBeGreaterThan(0)
  expect(across.body.coverage.keepDays).toBe(30)
})
