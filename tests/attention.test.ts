import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { GET } from '../app/api/projects/[projectId]/attention/route'
import { GET as listTrunks } from '../app/api/projects/[projectId]/trunks/route'
import { endpointsChanged, examinedTrunks, trunksRegistering } from '../lib/server/endpoint-sweep'
import { routesInProcess } from './routes-in-process'

let routes: Awaited<ReturnType<typeof routesInProcess>>

beforeAll(async () => {
  routes = await routesInProcess()
})

afterAll(() => routes.end())

interface Found {
  groups: { kind: string; total: number; entries: { id: string; name: string; detail?: unknown }[] }[]
  examined: number
  trunks: number
}

async function attention(): Promise<Found> {
  const { status, body } = await routes.call(GET, 'GET')
  expect(status).toBe(200)
  return body
}

/** Asks until the endpoints of every trunk are known, as the page does. */
async function wholeAttention(): Promise<Found> {
  return await vi.waitFor(
    async () => {
      const found = await attention()
      expect(found.examined).toBe(found.trunks)
      return found
    },
    { timeout: 10_000, interval: 100 },
  )
}

describe('what needs attention', () => {
  it('examines trunk after trunk, says how many so far, and finds the trap of registering', async () => {
    const { makeElsewhere } = routes
    const trapped = await makeElsewhere('trunks', { name: 'Trapped', hostName: 'trapped' })
    const fine = await makeElsewhere('trunks', { name: 'Fine', hostName: 'fine' })
    const credentials = [{ username: 'pbx-user', password: 'Long-enough-pass-1' }]
    const list = await makeElsewhere('credentialLists', { name: 'Users', credentials })
    const endpoint = { name: 'PBX', priority: 1, isRegistered: true, credentialUsername: 'pbx-user' }
    await makeElsewhere(`trunks/${trapped}/endpoints`, endpoint)
    await makeElsewhere(`trunks/${fine}/endpoints`, endpoint)
    const linked = `trunks/${fine}/credentialLists`
    await makeElsewhere(linked, { credentialListIds: [list] })

    // However slow this machine is, nothing is known of any trunk when the first answer is there.
    const fault = { kind: 'delay', ms: 2_000 } as const
    await routes.control.faults({ path: '**/endpoints', count: 1, fault })
    const first = await attention()
    expect(first).toMatchObject({ trunks: 2, examined: 0 })
    const { groups } = await wholeAttention()
    expect(groups.filter(({ kind }) => kind !== 'unused_country')).toEqual([
      { kind: 'registered_trap', total: 1, entries: [{ id: trapped, name: 'Trapped', detail: 'pbx-user' }] },
      { kind: 'no_authorisation', total: 1, entries: [{ id: trapped, name: 'Trapped' }] },
    ])
    const { body } = await routes.call(listTrunks, 'GET')
    expect(body.items.map((trunk: { endpoints: unknown }) => trunk.endpoints)).toEqual([
      { enabled: 1, total: 1 },
      { enabled: 1, total: 1 },
    ])
  })

  it('names enabled countries without a call once they are counted, and lists with a range that is far too wide', async () => {
    const ipRanges = [{ description: '', ipAddress: '198.0.0.0', range: 9 }]
    const list = await routes.makeElsewhere('accessControlLists', {
      name: 'Half the world',
      enabled: true,
      ipRanges,
    })
    const { POST } = await import('../app/api/projects/[projectId]/accessControlLists/route')
    const narrow = { name: 'Narrow', enabled: true, ipRanges: [{ ipAddress: '203.0.113.7', range: 32 }] }
    // A write through the console makes its lists be read again.
    expect((await routes.call(POST, 'POST', {}, { body: narrow })).status).toBe(201)
    await vi.waitFor(
      async () => {
        const { groups } = await attention()
        const wide = groups.find(({ kind }) => kind === 'acl_finding')
        expect(wide?.entries).toEqual([expect.objectContaining({ id: list, name: 'Half the world' })])
        const unused = groups.find(({ kind }) => kind === 'unused_country')
        expect(unused?.entries.length).toBeGreaterThan(0)
      },
      { timeout: 10_000, interval: 100 },
    )
  })

  it('does not count a trunk as known for a deletion whose endpoints were just written', async () => {
    const project = await routes.project()
    const unknown = async () => (await trunksRegistering(project)(new Set())).unexamined.map(({ id }) => id)
    await wholeAttention()
    expect(await unknown()).toEqual([])
    const [first = ''] = examinedTrunks(project).trunks.keys()
    endpointsChanged(project, first)
    expect(await unknown()).toEqual([first])
    await vi.waitFor(async () => expect(await unknown()).toEqual([]), { timeout: 5_000 })
  })

  it('reads each trunk once, no faster than it may, and nothing while nobody looks', async () => {
    const { control } = routes
    await control.clearRequests()
    await attention()
    await new Promise((resolve) => setTimeout(resolve, 700))
    const again = (await control.requests()).filter(({ path }) => path.endsWith('/endpoints'))
    expect(again).toEqual([])
  })

  it('leaves a trunk that cannot be read aside and goes on with the others', async () => {
    const { control, makeElsewhere } = routes
    const broken = await makeElsewhere('trunks', { name: 'A broken one', hostName: 'broken' })
    await control.faults({
      path: `/v1/**/trunks/${broken}/endpoints`,
      fault: { kind: 'status', status: 404 },
    })
    const later = await makeElsewhere('trunks', { name: 'B later', hostName: 'later' })
    const { POST } = await import('../app/api/projects/[projectId]/trunks/route')
    // A write through the console makes its list of trunks be read again.
    await routes.call(POST, 'POST', {}, { body: { name: 'C made here', hostName: 'made-here' } })
    await vi.waitFor(
      async () => {
        const found = await attention()
        expect(found).toMatchObject({ trunks: 5, examined: 4 })
        const refused = found.groups.find(({ kind }) => kind === 'no_authorisation')
        expect(refused?.entries.map(({ id }) => id)).toContain(later)
      },
      { timeout: 10_000, interval: 100 },
    )
    await control.clearFaults()
  })
})
