import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultAction } from '../../sandbox/faults'
import { runUnder, verbs, type Verb } from './retry-fixture'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture({ seed: false })
})
afterAll(() => fixture.close())

const run = (verb: Verb, fault: FaultAction, count?: number) => runUnder(fixture, verb, fault, count)

const item = '/trunks/:id'
const links = `${item}/accessControlLists`
const twice = (line: string) => [line, line]

/** What the sandbox must see, verb by verb: the column of the table that a fault belongs to. */
const seen = {
  'was carried out, the answer lost': {
    GET: twice(`GET ${item}`),
    PUT: [`PUT ${item}`, `GET ${item}`],
    DELETE: twice(`DELETE ${item}`),
    create: ['POST /trunks', 'GET /trunks'],
    'create without a look-up': ['POST /trunks'],
    link: [`POST ${links}`, `GET ${links}`],
  },
  'was not carried out, which nobody can know': {
    GET: twice(`GET ${item}`),
    PUT: [`PUT ${item}`, `GET ${item}`, `PUT ${item}`],
    DELETE: twice(`DELETE ${item}`),
    create: ['POST /trunks', 'GET /trunks', 'POST /trunks'],
    'create without a look-up': ['POST /trunks'],
    link: [`POST ${links}`, `GET ${links}`, `POST ${links}`],
  },
  'was refused for now': {
    GET: twice(`GET ${item}`),
    PUT: twice(`PUT ${item}`),
    DELETE: twice(`DELETE ${item}`),
    create: twice('POST /trunks'),
    'create without a look-up': twice('POST /trunks'),
    link: twice(`POST ${links}`),
  },
} satisfies Record<string, Record<Verb, string[]>>

const cells: { column: keyof typeof seen; fault: FaultAction }[] = [
  { column: 'was carried out, the answer lost', fault: { kind: 'resetAfter' } },
  { column: 'was carried out, the answer lost', fault: { kind: 'status', status: 502, execute: true } },
  { column: 'was carried out, the answer lost', fault: { kind: 'html', status: 504, execute: true } },
  { column: 'was carried out, the answer lost', fault: { kind: 'status', status: 500, execute: true } },
  { column: 'was carried out, the answer lost', fault: { kind: 'status', status: 503, execute: true } },
  { column: 'was carried out, the answer lost', fault: { kind: 'dropAfter', closeAfterMs: 50 } },
  { column: 'was not carried out, which nobody can know', fault: { kind: 'resetBefore' } },
  { column: 'was not carried out, which nobody can know', fault: { kind: 'html', status: 502 } },
  { column: 'was not carried out, which nobody can know', fault: { kind: 'status', status: 504 } },
  { column: 'was not carried out, which nobody can know', fault: { kind: 'status', status: 500 } },
  { column: 'was not carried out, which nobody can know', fault: { kind: 'status', status: 503 } },
  { column: 'was refused for now', fault: { kind: 'tooManyRequests' } },
  { column: 'was refused for now', fault: { kind: 'tooManyRequests', retryAfter: '0' } },
  { column: 'was refused for now', fault: { kind: 'expiredToken' } },
]

describe.each(cells)('a request that $column ($fault.kind $fault.status)', ({ column, fault }) => {
  it.each(verbs)('follows the retry table: %s (A10)', async (verb) => {
    const { log, count, error } = await run(verb, fault, 1)
    expect(log).toEqual(seen[column][verb])
    const isLost = verb === 'create without a look-up' && column !== 'was refused for now'
    if (isLost) {
      expect(error).toMatchObject({ code: 'upstream_unavailable', details: { outcomeUnknown: true } })
    } else expect(error).toBeUndefined()
    const isDone = !isLost || column === 'was carried out, the answer lost'
    expect(count).toBe(verb === 'DELETE' ? 0 : Number(isDone))
  })
})

describe('a fault that stays', () => {
  it.each([
    ['tooManyRequests', { kind: 'tooManyRequests' }, 'rate_limited', 4],
    ['503', { kind: 'status', status: 503 }, 'upstream_unavailable', 3],
    ['a reset', { kind: 'resetBefore' }, 'upstream_unavailable', 3],
  ] as const)('ends a GET after its last try: %s (A10)', async (_, fault, code, tries) => {
    const { log, error } = await run('GET', fault)
    expect(error).toMatchObject({ code })
    expect(log).toHaveLength(tries)
  })

  it('never sends a create more than twice, each time after looking (A10)', async () => {
    const { log, count, error } = await run('create', { kind: 'resetBefore' })
    expect(log).toEqual(['POST /trunks', 'GET /trunks', 'POST /trunks', 'GET /trunks'])
    expect([count, error]).toMatchObject([0, { details: { outcomeUnknown: true } }])
  })

  it('sends nothing again when the vendor refuses the key (A10, A15)', async () => {
    for (const verb of verbs) {
      const { log, error } = await run(verb, { kind: 'unauthorized' })
      expect(log).toHaveLength(1)
      expect(error).toMatchObject({ code: 'upstream_rejected_credentials' })
    }
  })

  it('replays a request under a fresh token once, not for ever (A15)', async () => {
    const { log, error } = await run('GET', { kind: 'expiredToken' })
    expect(log).toHaveLength(2)
    expect(error).toMatchObject({ code: 'upstream_rejected_credentials' })
  })
})

describe('an answer that breaks off or cannot be read', () => {
  it.each([
    ['GET', { kind: 'truncated' }, twice(`GET ${item}`)],
    ['PUT', { kind: 'truncated' }, [`PUT ${item}`, `GET ${item}`]],
    ['create', { kind: 'truncated' }, ['POST /trunks', 'GET /trunks']],
    ['PUT', { kind: 'malformedJson' }, [`PUT ${item}`, `GET ${item}`]],
    ['create', { kind: 'malformedJson' }, ['POST /trunks', 'GET /trunks']],
    ['DELETE', { kind: 'malformedJson' }, [`DELETE ${item}`]],
  ] as const)('does not make %s happen twice (%o)', async (verb, fault, log) => {
    const ran = await run(verb, fault, 1)
    expect(ran).toMatchObject({ log, error: undefined, count: verb === 'DELETE' ? 0 : 1 })
  })

  it('is an error of the vendor, without another try, when a read is HTML or malformed', async () => {
    for (const fault of [{ kind: 'malformedJson' }, { kind: 'html', status: 200 }] as const) {
      const { log, error } = await run('GET', fault)
      expect(log).toHaveLength(1)
      expect(error).toMatchObject({ code: 'upstream_contract' })
    }
  })
})
