import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { claimAndSignIn } from './session'
import { vendorSide, type RawObject } from './vendor-side'

type Servers = Awaited<ReturnType<typeof startFresh>>

const base = '/api/projects/sandbox'
const unknown = {
  futureText: 'kept',
  futureNumber: 7,
  futureObject: { nested: [1, { deep: null }], empty: '' },
}
// What the vendor computes: times, and the ids of ranges that a PUT of their list makes anew.
const computed = new Set(['createTime', 'updateTime'])

let servers: Servers | undefined
afterAll(() => servers?.stop())

async function started() {
  ensureBuild()
  servers = await startFresh({ env: { CALL_SYNC: 'off' } })
  return {
    api: await claimAndSignIn(servers.url, servers.setupToken),
    vendor: await vendorSide(servers),
  }
}

let running: Awaited<ReturnType<typeof started>>
beforeAll(async () => {
  running = await started()
}, 240_000)

/** Makes an object of each kind with every optional field, and lets the vendor put three fields on it that the console does not know. */
async function makeTargets() {
  const { api, vendor } = running
  const make = async (path: string, body: RawObject) => {
    const made = await api.post(`${base}/${path}`, body)
    expect(made.status, await made.clone().text()).toBe(201)
    const { id } = await made.json()
    await vendor.change(`${path.split('/').at(-1)}/${id}`, unknown)
    return `${path}/${id}`
  }
  const trunk = await make('trunks', {
    name: 'Everything',
    hostName: 'everything',
    enableCallerName: true,
    enableCallForward: true,
    callForwardNumber: '+14155550100',
  })
  const common = { priority: 3, transport: 'TLS', enabled: false }
  const fixed = await make(`${trunk}/endpoints`, {
    ...common,
    isRegistered: false,
    name: 'Fixed',
    address: 'sbc.example.com',
    port: 5071,
  })
  const users = ['user-one', 'user-two'].map((username) => ({ username, password: 'Long-enough-1-secret' }))
  await make('credentialLists', { name: 'Users', credentials: users })
  const registered = await make(`${trunk}/endpoints`, {
    ...common,
    isRegistered: true,
    name: 'Registered',
    credentialUsername: 'user-one',
  })
  const ranges = Array.from({ length: 4 }, (_, index) => ({
    description: `Site ${index}`,
    ipAddress: `203.0.113.${index}`,
    range: 32,
  }))
  const list = await make('accessControlLists', { name: 'Sites', enabled: false, ipRanges: ranges })
  return { trunk, fixed, registered, list }
}

const text = fc.stringMatching(/^[A-Za-zåß漢 ]{0,20}[0-9a-z]{1,8}$/).map((value) => value.trim())
const label = fc.stringMatching(/^[a-z0-9]{12,30}$/)
const common = {
  name: text,
  priority: fc.integer({ min: 1, max: 1000 }),
  transport: fc.constantFrom('UDP', 'TCP', 'TLS'),
  enabled: fc.boolean(),
}
const values = {
  trunk: {
    name: text,
    hostName: label,
    enableCallerName: fc.boolean(),
    enableCallForward: fc.boolean(),
    callForwardNumber: fc.stringMatching(/^\+[1-9][0-9]{6,14}$/),
  },
  fixed: {
    ...common,
    address: fc.oneof(
      fc.ipV4(),
      label.map((host) => `${host}.example.com`),
    ),
    port: fc.integer({ min: 1, max: 65535 }),
  },
  registered: { ...common, credentialUsername: fc.constantFrom('user-one', 'user-two') },
  list: { name: text, enabled: fc.boolean() },
}
const range = {
  description: text,
  ipAddress: fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `198.18.${a}.${b}`),
  range: fc.integer({ min: 25, max: 32 }),
}

type Target = keyof typeof values
interface Edit {
  target: Target
  field: string
  value: unknown
  /** The range of a list that is edited instead of the list's own field. */
  index?: number
  /** The browser sends the whole form; a script may send the one field only. */
  whole: boolean
}

function editOf(target: Target, index?: number) {
  const fields: Record<string, fc.Arbitrary<unknown>> = index === undefined ? values[target] : range
  const change = fc
    .constantFrom(...Object.keys(fields))
    .chain((field) => (fields[field] ?? fc.constant(null)).map((value) => ({ field, value })))
  return fc.tuple(change, fc.boolean()).map(([one, whole]): Edit => ({ target, index, whole, ...one }))
}

const edits = fc.oneof(
  ...(['trunk', 'fixed', 'registered', 'list'] as const).map((target) => editOf(target)),
  fc.nat(3).chain((index) => editOf('list', index)),
)

function rangesOf(object: RawObject): RawObject[] {
  return Array.isArray(object.ipRanges) ? object.ipRanges : []
}

/** What must be there afterwards: as before but for the one field. */
function edited(before: RawObject, { target, field, value, index }: Edit): RawObject {
  if (index !== undefined) {
    const ranges = rangesOf(before).map((one, at) => (at === index ? { ...one, [field]: value } : one))
    return { ...before, ipRanges: ranges }
  }
  const moved =
    target === 'trunk' && field === 'hostName' ? { domain: `${String(value)}.pstn.sinch.com` } : {}
  return { ...before, [field]: value, ...moved }
}

/** Without what the vendor computes; ranges have no order of their own and get new ids. */
function comparable(object: RawObject): RawObject {
  const own = Object.entries(object).filter(([name]) => !computed.has(name))
  const ranges = rangesOf(object)
    .map(({ description, ipAddress, range: prefix }) => JSON.stringify([ipAddress, prefix, description]))
    .sort()
  return { ...Object.fromEntries(own), ipRanges: ranges }
}

it(
  'a thousand edits of one field each change that field and nothing else, and no list loses a range (A19)',
  { timeout: 120_000 },
  async () => {
    const { api, vendor } = running
    const paths = await makeTargets()
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(edits, async (edit) => {
        const path = paths[edit.target]
        const before = await vendor.read(path)
        const wanted = edited(before, edit)
        const read = await api.get(`${base}/${path}`)
        const shown: RawObject = await read.json()
        const change =
          edit.index === undefined
            ? { [edit.field]: edit.value }
            : { ipRanges: rangesOf(edited(shown, edit)) }
        const sent = edit.whole ? { ...shown, ...change } : change
        const saved = await api.put(`${base}/${path}`, read.headers.get('etag') ?? '', sent)
        expect(saved.status, await saved.clone().text()).toBe(200)
        expect(saved.headers.get('x-differs-from-sent')).toBeNull()
        const after = await vendor.read(path)
        expect(comparable(after)).toEqual(comparable(wanted))
        expect(after).toMatchObject(unknown)
        const changed = JSON.stringify(comparable(after)) !== JSON.stringify(comparable(before))
        const name = `${edit.target}.${edit.index === undefined ? '' : 'ipRanges.'}${edit.field}`
        seen.set(name, (seen.get(name) ?? 0) + (changed ? 1 : 0))
      }),
      // The objects live on from one edit to the next, so a shorter run would be another one.
      { numRuns: 1000, endOnFailure: true },
    )
    // Every field has really been edited, not only set to what it was.
    expect([...seen].filter(([, count]) => count < 3)).toEqual([])
    expect(seen.size).toBe(5 + 6 + 5 + 2 + 3)
  },
)
