import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { claimAndSignIn } from './session'
import { vendorSide, type RawObject } from './vendor-side'

const base = '/api/projects/sandbox'

type Api = Awaited<ReturnType<typeof claimAndSignIn>>
let servers: Awaited<ReturnType<typeof startFresh>>
let people: [Api, Api]
let vendor: Awaited<ReturnType<typeof vendorSide>>

beforeAll(async () => {
  ensureBuild()
  servers = await startFresh({ env: { CALL_SYNC: 'off' } })
  const admin = await claimAndSignIn(servers.url, servers.setupToken)
  const [email, password] = ['operator@console.example', 'a-long-operator-password-1']
  expect((await admin.post('/api/users', { email, password, role: 'operator' })).status).toBe(201)
  people = [admin, await claimAndSignIn(servers.url, '', email, password)]
  vendor = await vendorSide(servers)
}, 240_000)
afterAll(() => servers.stop())
beforeEach(() => vendor.control('DELETE', 'faults'))

let made = 0
async function make(path: 'trunks' | 'accessControlLists', fields: RawObject = {}): Promise<string> {
  made += 1
  const ipRanges = [{ description: 'First', ipAddress: '203.0.113.1', range: 32 }]
  const own = path === 'trunks' ? { hostName: `lost-update-${made}` } : { enabled: true, ipRanges }
  const answer = await people[0].post(`${base}/${path}`, { name: `Object ${made}`, ...own, ...fields })
  expect(answer.status, await answer.clone().text()).toBe(201)
  const { id } = await answer.json()
  return `${path}/${id}`
}

async function tagOf(api: Api, path: string): Promise<string> {
  return (await api.get(`${base}/${path}`)).headers.get('etag') ?? ''
}

describe('two people in the console', () => {
  type Step = 'read' | 'save'
  interface Act {
    who: 0 | 1
    step: Step
  }
  const field = fc.constantFrom('name', 'hostName', 'callForwardNumber')
  // Two cycles of read and save each, in any order; a step that is `together` does not wait for the one before it.
  const plan = fc.shuffledSubarray([0, 0, 0, 0, 1, 1, 1, 1], { minLength: 8 }).map((turns) => {
    const taken = [0, 0]
    return turns.map((turn): Act => {
      const who = turn === 0 ? 0 : 1
      const step = (taken[who] ?? 0) % 2 === 0 ? 'read' : 'save'
      taken[who] = (taken[who] ?? 0) + 1
      return { who, step }
    })
  })
  const interleaving = fc.record({
    acts: plan,
    together: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  })

  it(
    'lose nothing in a thousand edits whose reads and saves interleave at random, and the later one is told what is there (A20)',
    { timeout: 120_000 },
    async () => {
      const path = await make('trunks')
      const outcomes = { won: 0, lost: 0 }
      let [tag, object] = [await tagOf(people[0], path), await vendor.read(path)]
      let value = 0
      await fc.assert(
        fc.asyncProperty(
          interleaving,
          fc.array(field, { minLength: 8, maxLength: 8 }),
          async (run, fields) => {
            const tags = ['', '']
            const wins = new Map<string, { next: string; change: RawObject }>()
            const save = async (who: 0 | 1, name: string, text: string) => {
              const read = tags[who] ?? ''
              const saved = await people[who].put(`${base}/${path}`, read, { [name]: text })
              const body = await saved.json()
              if (saved.status === 200) {
                outcomes.won += 1
                expect(body[name]).toBe(text)
                // Of all who had read the same, one may win.
                expect(wins.has(read)).toBe(false)
                wins.set(read, { next: saved.headers.get('etag') ?? '', change: { [name]: text } })
                return
              }
              outcomes.lost += 1
              expect(saved.status).toBe(412)
              const current = { id: path.split('/')[1], etag: expect.any(String) }
              expect(body.error).toMatchObject({ code: 'changed_meanwhile', current })
              expect(body.error.current.etag).not.toBe(read)
            }
            const chains: [Promise<unknown>, Promise<unknown>] = [Promise.resolve(), Promise.resolve()]
            for (const [index, { who, step }] of run.acts.entries()) {
              const name = fields[index] ?? 'name'
              value += 1
              const text = name === 'callForwardNumber' ? `+1415${1_000_000 + value}` : `value-${value}`
              chains[who] = chains[who].then(async () => {
                if (step === 'save') await save(who, name, text)
                else tags[who] = await tagOf(people[who], path)
              })
              // One person does one thing after the other; two people wait for each other only where the plan says so.
              if (!run.together[index]) await Promise.all(chains)
            }
            await Promise.all(chains)
            // What was acknowledged forms one chain, each link made to what the one before it had left, and nothing of it is missing.
            for (let win = wins.get(tag); win; win = wins.get(tag)) {
              wins.delete(tag)
              object = { ...object, ...win.change }
              tag = win.next
            }
            expect(wins.size).toBe(0)
            const after = await vendor.read(path)
            for (const name of ['name', 'hostName', 'callForwardNumber'])
              expect(after[name]).toBe(object[name])
          },
        ),
        { numRuns: 250, endOnFailure: true },
      )
      // Each run holds four edits.
      expect(outcomes.won + outcomes.lost).toBe(1000)
      expect(Math.min(outcomes.won, outcomes.lost)).toBeGreaterThan(100)
    },
  )

  it(
    'a range that is added or changed while its list is saved is not lost (A20)',
    { timeout: 60_000 },
    async () => {
      const path = await make('accessControlLists')
      const [one, two] = people
      for (let round = 0; round < 60; round += 1) {
        const list = await one.get(`${base}/${path}`)
        const { ipRanges } = await list.json()
        const range = `${base}/${path}/ipRanges`
        const description = `round ${round}`
        const tag = (await (await two.get(range)).json()).items[0].etag
        const [saved, changed] = await Promise.all([
          one.put(`${base}/${path}`, list.headers.get('etag') ?? '', { name: description }),
          round % 2 === 0
            ? two.post(range, { description, ipAddress: `198.51.100.${round}`, range: 32 })
            : two.put(`${range}/${ipRanges[0].id}`, tag, { description }),
        ])
        const after = await vendor.read(path)
        // A list that is replaced gives its ranges new ids, so the change of one may find it gone; what was acknowledged is there.
        expect([200, 412]).toContain(saved.status)
        expect([200, 201, 404]).toContain(changed.status)
        if (saved.status === 200) expect(after.name).toBe(description)
        if (changed.status < 300) expect(JSON.stringify(after.ipRanges)).toContain(description)
      }
    },
  )
})
