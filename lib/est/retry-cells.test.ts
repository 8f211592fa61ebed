import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultAction } from '../../sandbox/faults'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists, credentials } from '@/lib/resources/credential-lists'
import { trunkAccessControlLists } from '@/lib/resources/links'
import { trunks } from '@/lib/resources/trunks'
import { runUnder, verbs, type Verb } from './retry-fixture'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
let counter = 0
beforeAll(async () => {
  fixture = await startFixture({ seed: false })
})
afterAll(() => fixture.close())

const untouched = { kind: 'resetBefore' } as const
const lost = { kind: 'resetAfter' } as const

async function makeTrunk() {
  const name = `cell-${(counter += 1)}`
  return await fixture.client.create(trunks, {}, trunks.input.parse({ name, hostName: name }))
}
async function makeAcl(): Promise<string> {
  const ipRanges = [{ description: '', ipAddress: '203.0.113.7', range: 32 }]
  const { id } = await fixture.client.create(accessControlLists, {}, { name: 'A', enabled: true, ipRanges })
  return id
}

/** Runs a write of which the first sending of this method meets a fault, and gives methods and bodies of what was sent. */
async function sentUnder(method: string, fault: FaultAction, run: () => Promise<unknown>) {
  await fixture.sandbox.control.clearRequests()
  await fixture.sandbox.control.faults({ method, path: '/v1/**', count: 1, fault })
  const [outcome] = await Promise.allSettled([run()])
  await fixture.sandbox.control.clearFaults()
  const requests = await fixture.sandbox.control.requests()
  return { outcome, log: requests.map((one) => one.method), bodies: requests.map(({ body }) => body) }
}

describe('a replacement whose answer was lost', () => {
  it('goes to the user where somebody else has written, and is not sent again (A10)', async () => {
    const trunk = await makeTrunk()
    const path = { trunkId: trunk.id }
    await fixture.sandbox.control.putObject('trunks', trunk.id, { name: 'Theirs' })
    const { outcome, log } = await sentUnder('PUT', untouched, () =>
      fixture.client.replace(trunks, path, { ...trunk, name: 'Ours' }, trunk),
    )
    expect(log).toEqual(['PUT', 'GET'])
    expect(outcome).toMatchObject({
      reason: { code: 'changed_meanwhile', details: { current: { name: 'Theirs' }, outcomeUnknown: true } },
    })
    expect((await fixture.client.read(trunks, path)).name).toBe('Theirs')
  })

  it('is sent again as it is where there is nothing to read: a password (A10)', async () => {
    const username = 'cell-user'
    const input = { name: 'C', credentials: [{ username, password: 'Correct-horse-1' }] }
    const { id: credentialListId } = await fixture.client.create(credentialLists, {}, input)
    const known = credentials.entity.parse({ username })
    for (const fault of [untouched, lost]) {
      const { outcome, log } = await sentUnder('PUT', fault, () =>
        fixture.client.replace(
          credentials,
          { credentialListId, username },
          { password: 'Another-horse-2' },
          known,
        ),
      )
      expect(log).toEqual(['PUT', 'PUT'])
      expect(outcome.status).toBe('fulfilled')
    }
  })
})

describe('links whose answer was lost', () => {
  it('are read, and only the missing ones are sent again (A10)', async () => {
    const trunk = await makeTrunk()
    const ids = [await makeAcl(), await makeAcl(), await makeAcl()]
    await fixture.client.addLinks(trunkAccessControlLists, trunk.id, ids.slice(1, 2))
    const { outcome, log, bodies } = await sentUnder('POST', untouched, () =>
      fixture.client.addLinks(trunkAccessControlLists, trunk.id, ids),
    )
    expect(outcome.status).toBe('fulfilled')
    expect(log).toEqual(['POST', 'GET', 'POST'])
    expect(bodies[2]).toEqual({ accessControlListIds: [ids[0], ids[2]] })
    expect((await fixture.client.linkedIds(trunkAccessControlLists, trunk.id)).sort()).toEqual(
      [...ids].sort(),
    )
  })

  it('that were taken away are gone, however often it is said (A10)', async () => {
    const trunk = await makeTrunk()
    const id = await makeAcl()
    await fixture.client.addLinks(trunkAccessControlLists, trunk.id, [id])
    const unlink = () => fixture.client.removeLink(trunkAccessControlLists, trunk.id, id)
    const { outcome, log } = await sentUnder('DELETE', lost, unlink)
    expect([outcome.status, log]).toEqual(['fulfilled', ['DELETE', 'DELETE']])
    // The first time, a link that is not there is an error like any other.
    await expect(unlink()).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a request that is never answered', () => {
  const item = '/trunks/:id'
  const links = `${item}/accessControlLists`
  const expected: Record<Verb, string[]> = {
    GET: [`GET ${item}`, `GET ${item}`],
    PUT: [`PUT ${item}`, `GET ${item}`],
    DELETE: [`DELETE ${item}`, `DELETE ${item}`],
    create: ['POST /trunks', 'GET /trunks'],
    'create without a look-up': ['POST /trunks'],
    link: [`POST ${links}`, `GET ${links}`],
  }
  const repeated: Partial<Record<Verb, string>> = {
    PUT: `PUT ${item}`,
    create: 'POST /trunks',
    link: `POST ${links}`,
  }

  it('follows the retry table for every verb, carried out or not (A10, A14)', async () => {
    const runs = verbs.flatMap((verb) => [true, false].map((execute) => ({ verb, execute })))
    const ran = await Promise.all(
      runs.map(async ({ verb, execute }) => {
        const own = await startFixture({ seed: false })
        const result = await runUnder(own, verb, { kind: 'hang', execute }, 1)
        await own.close()
        return { verb, execute, ...result }
      }),
    )
    for (const { verb, execute, log, count, error } of ran) {
      const again = repeated[verb]
      expect([verb, execute, log]).toEqual([
        verb,
        execute,
        execute || again === undefined ? expected[verb] : [...expected[verb], again],
      ])
      if (verb === 'create without a look-up') expect(error).toHaveProperty('details.outcomeUnknown', true)
      else expect(error).toBeUndefined()
      const isDone = verb !== 'create without a look-up' || execute
      expect([verb, execute, count]).toEqual([verb, execute, verb === 'DELETE' ? 0 : Number(isDone)])
    }
  }, 40_000)
})
