import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET } from '../app/api/projects/[projectId]/search/route'
import { routesInProcess } from './routes-in-process'

let routes: Awaited<ReturnType<typeof routesInProcess>>
const ids: Record<string, string> = {}

beforeAll(async () => {
  routes = await routesInProcess()
  const { makeElsewhere, control } = routes
  ids.trunk = await makeElsewhere('trunks', { name: 'Head office', hostName: 'lighthouse' })
  ids.acl = await makeElsewhere('accessControlLists', {
    name: 'Data centres',
    enabled: true,
    ipRanges: [
      { description: '', ipAddress: '198.51.100.64', range: 26 },
      { description: '', ipAddress: '203.0.113.7', range: 32 },
    ],
  })
  ids.list = await makeElsewhere('credentialLists', {
    name: 'Registering PBX',
    credentials: [{ username: 'branch-42', password: 'Long-enough-pass-1' }],
  })
  await control.seed({ numbers: 30 })
})

afterAll(() => routes.end())

async function search(q: string) {
  const { status, body } = await routes.call(GET, 'GET', {}, { search: `?q=${encodeURIComponent(q)}` })
  expect(status).toBe(200)
  return Object.fromEntries(
    (body.groups as { kind: string; total: number; items: { id: string; detail: string }[] }[])
      .filter(({ total }) => total > 0)
      .map(({ kind, items }) => [kind, items.map(({ id, detail }) => ({ id, detail }))]),
  )
}

describe('search over everything a project has', () => {
  it('says what one kind could not be read for, and finds the others', async () => {
    const { control, call } = routes
    await control.faults({ path: '/v1/**/activeNumbers', fault: { kind: 'status', status: 403 } })
    const { body } = await call(GET, 'GET', {}, { search: '?q=head' })
    await control.clearFaults()
    expect(body.groups).toMatchObject([
      { kind: 'trunks', total: 1, items: [{ id: ids.trunk }] },
      { kind: 'phoneNumbers', total: 0, items: [], reason: expect.stringMatching(/\w/) },
      { kind: 'accessControlLists', total: 0 },
      { kind: 'credentialLists', total: 0 },
    ])
  })

  it.each(['head OFF', 'lighthouse', 'lighthouse.pstn'])('finds a trunk by name or domain: %s', async (q) => {
    expect((await search(q)).trunks?.map(({ id }) => id)).toEqual([ids.trunk])
  })

  it('finds numbers by any part, however they are written', async () => {
    const { body } = await routes.call(GET, 'GET', {}, { search: '?q=%2B' })
    expect(body.groups[1]).toMatchObject({ kind: 'phoneNumbers', total: 0 })
    const all = await search('+1')
    const number = all.phoneNumbers?.[0]?.id ?? ''
    expect(number).toMatch(/^\+1\d+$/)
    const spaced = `${number.slice(0, 2)} (${number.slice(2, 5)}) ${number.slice(5, 8)}-${number.slice(8)}`
    expect(await search(spaced)).toMatchObject({ phoneNumbers: [{ id: number }] })
    expect((await search(number.slice(-7))).phoneNumbers?.map(({ id }) => id)).toContain(number)
  })

  it.each([
    ['198.51.100.64', '198.51.100.64/26'],
    ['198.51.100.127', '198.51.100.64/26'],
    ['203.0.113.7', '203.0.113.7/32'],
    ['198.51.1', '198.51.100.64/26'],
  ])('finds a list by the address %s inside the range %s', async (q, detail) => {
    expect(await search(q)).toEqual({ accessControlLists: [{ id: ids.acl, detail }] })
  })

  it.each(['198.51.100.63', '198.51.100.128', '203.0.113.8', '203.0.113.70'])(
    'does not find a list by an address beside its ranges: %s',
    async (q) => {
      expect(await search(q)).toEqual({})
    },
  )

  it('finds a credential list by name and by user', async () => {
    expect(await search('registering')).toEqual({ credentialLists: [{ id: ids.list, detail: '' }] })
    expect(await search('BRANCH-4')).toEqual({ credentialLists: [{ id: ids.list, detail: 'branch-42' }] })
  })

  it.each(['', '%20%20', 'x'.repeat(201)])('refuses a search for nothing or for too much', async (q) => {
    const { status, body } = await routes.call(GET, 'GET', {}, { search: `?q=${q}` })
    expect(status).toBe(422)
    expect(body.error.message.length).toBeGreaterThan(10)
  })
})
