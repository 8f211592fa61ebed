import type { LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trunks } from '@/lib/resources/trunks'
import { startDeafListener } from './deaf-listener-fixture'
import { sharedLookup } from './name-lookup'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
let deaf: Awaited<ReturnType<typeof startDeafListener>>
beforeAll(async () => {
  fixture = await startFixture({ seed: false })
  deaf = await startDeafListener()
})
afterAll(async () => {
  await deaf.close()
  await fixture.close()
})

const input = (name: string) => trunks.input.parse({ name, hostName: name })
const never: LookupFunction = () => undefined
const portOf = (url: string) => new URL(url).port

/** A client whose vendor is at this origin; its token comes from the sandbox. Its waits take no time, and their beginnings are kept. */
function clientOf(estUrl: string, lookup?: LookupFunction) {
  const waitsBegan: number[] = []
  const sleep = async () => {
    waitsBegan.push(performance.now())
  }
  const shared = fixture.fresh({ sleep, ...(lookup === undefined ? {} : { lookup }) })
  return { client: fixture.another({ shared, estUrl, authUrl: fixture.sandbox.url }), waitsBegan }
}

const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'it was answered',
    (reason: unknown) => reason,
  )

describe('a vendor that connections vanish into', () => {
  it('is given up within three seconds a try, and was sent nothing (A14)', async () => {
    const { client, waitsBegan } = clientOf(`http://127.0.0.1:${deaf.port}`)
    const [read, write] = await Promise.all([
      failure(client.list(trunks, {})),
      failure(client.create(trunks, {}, input('vanished'))),
    ])
    for (const error of [read, write]) {
      expect(error).toMatchObject({
        code: 'upstream_unavailable',
        message: expect.stringMatching(/connection timed out/),
      })
      // Nothing left this machine, so the outcome is known: the user may simply repeat it.
      expect(error).not.toHaveProperty('details.outcomeUnknown')
    }
    expect(fixture.events.slice(-2)).toMatchObject([{ status: null }, { status: null }])
    const last = waitsBegan.at(-1) ?? 0
    expect(last).toBeGreaterThan(0)
    expect(performance.now() - last).toBeLessThan(3_500)
  }, 40_000)

  it('is left for another address that refuses, and still nothing was sent', async () => {
    const both: LookupFunction = (_, __, callback) =>
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ])
    const { client } = clientOf(`http://vendor.test:${deaf.port}`, both)
    const error = await failure(client.create(trunks, {}, input('refused')))
    expect(error).toMatchObject({ code: 'upstream_unavailable' })
    expect(error).not.toHaveProperty('details.outcomeUnknown')
    expect(fixture.events.at(-1)).toMatchObject({ method: 'POST', tries: 2 })
  }, 20_000)
})

describe('a name service that does not answer', () => {
  it('is given up within three seconds a try, and the vendor was sent nothing (A14)', async () => {
    await fixture.sent()
    const { client, waitsBegan } = clientOf(`http://vendor.test:${portOf(fixture.sandbox.url)}`, never)
    const started = performance.now()
    const [read, write] = await Promise.all([
      failure(client.list(trunks, {})),
      failure(client.create(trunks, {}, input('nameless'))),
    ])
    for (const error of [read, write]) {
      expect(error).toMatchObject({ code: 'upstream_unavailable' })
      expect(error).not.toHaveProperty('details.outcomeUnknown')
    }
    // Three tries of a read, two of a create.
    expect(waitsBegan).toHaveLength(3)
    expect(performance.now() - started).toBeLessThan(9_500)
    expect(await fixture.sent()).toEqual([])
  }, 20_000)

  it('and answers late lets a create through, once (A10)', async () => {
    await fixture.sent()
    const late: LookupFunction = (_, __, callback) => {
      setTimeout(() => callback(null, [{ address: '127.0.0.1', family: 4 }]), 4_000)
    }
    const { client } = clientOf(`http://vendor.test:${portOf(fixture.sandbox.url)}`, late)
    const made = await client.create(trunks, {}, input('late'))
    expect(made.hostName).toBe('late')
    expect(await fixture.sent()).toEqual(['POST /trunks'])
    expect(fixture.events.at(-1)).toMatchObject({ tries: 2, outcome: 'ok' })
  }, 20_000)

  it('says that the name is not known when there is no such name', async () => {
    const unknown: LookupFunction = (name, _, callback) =>
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), '')
    const { client } = clientOf('http://vendor.test', unknown)
    const error = await failure(client.create(trunks, {}, input('unknown')))
    expect(error).toMatchObject({
      code: 'upstream_unavailable',
      message: expect.stringMatching(/vendor\.test/),
    })
    expect(error).not.toHaveProperty('details.outcomeUnknown')
  })
})

describe('looking up a name', () => {
  it('is done once for all who wait for it, and anew for those who come later', () => {
    const asked: string[] = []
    const answers: (() => void)[] = []
    const lookup = sharedLookup((name, _, callback) => {
      asked.push(name)
      answers.push(() => callback(null, '192.0.2.1', 4))
    })
    const got: unknown[] = []
    const ask = (name: string, family = 0) =>
      lookup(name, { family }, (error, address) => got.push([name, error, address]))
    for (let request = 0; request < 50; request += 1) ask('one')
    ask('two')
    ask('one', 6)
    expect(asked).toEqual(['one', 'two', 'one'])
    answers[0]?.()
    expect(got).toEqual(Array(50).fill(['one', null, '192.0.2.1']))
    ask('one')
    expect(asked).toHaveLength(4)
  })

  it('holds one lookup while a hundred requests wait for a name (A14)', async () => {
    let lookups = 0
    const { client } = clientOf('http://vendor.test', () => {
      lookups += 1
    })
    await Promise.all(Array.from({ length: 100 }, () => failure(client.list(trunks, {}))))
    expect(lookups).toBe(1)
  }, 20_000)
})
