import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as lists from '../app/api/projects/[projectId]/accessControlLists/route'
import * as oneList from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/route'
import * as ranges from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges/route'
import * as oneRange from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges/[ipRangeId]/route'
import * as address from '../app/api/address/route'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())

let made = 0
const range = (cidr: string, description = '') => {
  const [ipAddress, prefix] = cidr.split('/')
  return { ipAddress, range: Number(prefix), description }
}

async function create(cidrs: string[], extra: Record<string, unknown> = {}) {
  const name = `List ${(made += 1)}`
  const body = { name, ipRanges: cidrs.map((cidr) => range(cidr)), ...extra }
  return { name, answer: await api.call(lists.POST, 'POST', {}, { body }) }
}

async function created(cidrs: string[], extra: Record<string, unknown> = {}) {
  const { name, answer } = await create(cidrs, extra)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  const accessControlListId: string = answer.body.id
  const read = async () => {
    const now = await api.call(oneList.GET, 'GET', { accessControlListId })
    return { ...now.body, etag: now.headers.get('etag') ?? '' }
  }
  const add = (cidr: string, more: Record<string, unknown> = {}) =>
    api.call(ranges.POST, 'POST', { accessControlListId }, { body: { ...range(cidr), ...more } })
  const change = async (body: Record<string, unknown>) =>
    api.call(oneList.PUT, 'PUT', { accessControlListId }, { body, ifMatch: (await read()).etag })
  const cidrsNow = async (): Promise<string[]> =>
    (await read()).ipRanges.map(
      (one: { ipAddress: string; range: number }) => `${one.ipAddress}/${one.range}`,
    )
  return { id: accessControlListId, name, read, add, change, cidrsNow }
}

const refused = (answer: {
  status: number
  body: { error?: { code: string; message: string; fields: object } }
}) => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(422)
  expect(answer.body.error?.code).toBe('invalid_request')
  expect(answer.body.error?.message).toMatch(/To confirm, write the name of the list, “List \d+”\.$/)
  expect(answer.body.error?.fields).toHaveProperty('confirmWideRanges')
}

describe('ranges that let in a good part of the internet', () => {
  it.each([[['8.0.0.0/7']], [['0.0.0.0/1', '128.0.0.0/1']], [['8.0.0.0/8', '9.0.0.1/32']]])(
    'a list of %j is not made without the name of the list',
    async (cidrs) => {
      const { name, answer } = await create(cidrs)
      refused(answer)
      const all = (await api.call(lists.GET, 'GET', {}, { search: `?q=${encodeURIComponent(name)}` })).body
      expect(all.items.filter((item: { name: string }) => item.name === name)).toEqual([])
      refused((await create(cidrs, { confirmWideRanges: 'some other name' })).answer)
    },
  )

  it('a list is made with its name as the word, which is not sent on', async () => {
    const wanted = { name: 'Wide', ipRanges: [range('8.0.0.0/7')], confirmWideRanges: ' Wide ' }
    const answer = await api.call(lists.POST, 'POST', {}, { body: wanted })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    const seen: { items: { name: string; worst: { kind: string }; usedBy: unknown }[] } = (
      await api.call(lists.GET, 'GET', {}, { search: '?q=Wide' })
    ).body
    expect(seen.items[0]).toMatchObject({ worst: { kind: 'needs_confirmation' }, usedBy: [] })
    expect(JSON.stringify(seen)).not.toContain('confirmWideRanges')
  })

  it('/0 is refused whatever is confirmed', async () => {
    const { answer } = await create(['0.0.0.0/0'])
    expect(answer.status).toBe(422)
    const list = await created(['203.0.113.1/32'])
    expect((await list.add('0.0.0.0/0', { confirmWideRanges: list.name })).status).toBe(422)
  })

  it('a range that is too wide is not added, nor one that makes the list too wide; the name confirms it', async () => {
    const list = await created(['8.0.0.0/8'])
    refused(await list.add('64.0.0.0/7'))
    refused(await list.add('9.9.9.9/32'))
    expect((await list.add('10.1.2.3/32')).status).toBe(201)
    expect((await list.add('8.8.8.0/24')).status).toBe(201)
    expect(await list.cidrsNow()).toEqual(['8.0.0.0/8', '10.1.2.3/32', '8.8.8.0/24'])
    expect((await list.add('9.9.9.9/32', { confirmWideRanges: list.name })).status).toBe(201)
    // What is let in already needs no second word.
    expect((await list.add('9.9.9.9/32')).status).toBe(201)
    refused(await list.add('9.9.9.10/32'))
  })

  it('what was just added counts at once, without the list being read again', async () => {
    const list = await created(['8.0.0.0/9'])
    expect((await list.add('9.0.0.0/10')).status).toBe(201)
    expect((await list.add('11.0.0.0/10')).status).toBe(201)
    refused(await list.add('12.0.0.0/24'))
  })

  it('a change of the whole list in between counts as well', async () => {
    const list = await created(['8.0.0.0/9'])
    expect((await list.add('9.0.0.0/24')).status).toBe(201)
    expect((await list.change({ ipRanges: [range('8.0.0.0/8')] })).status).toBe(200)
    refused(await list.add('13.0.0.0/24'))
  })

  it('a range is not changed into a wide one', async () => {
    const list = await created(['203.0.113.1/32'])
    const params = { accessControlListId: list.id }
    const [one] = (await api.call(ranges.GET, 'GET', params)).body.items
    const put = (body: object) =>
      api.call(oneRange.PUT, 'PUT', { ...params, ipRangeId: one.id }, { body, ifMatch: one.etag })
    refused(await put(range('64.0.0.0/2')))
    expect(await list.cidrsNow()).toEqual(['203.0.113.1/32'])
    const answer = await put({ ...range('64.0.0.0/2'), confirmWideRanges: list.name })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(await list.cidrsNow()).toEqual(['64.0.0.0/2'])
  })

  it('a wide list is renamed and switched off without a word, and switched on with one', async () => {
    const list = await created(['64.0.0.0/2'], { confirmWideRanges: `List ${made + 1}` })
    expect((await list.change({ name: 'Another name' })).status).toBe(200)
    expect((await list.change({ enabled: false })).status).toBe(200)
    const back = await list.change({ enabled: true })
    expect(back.status).toBe(422)
    expect((await list.change({ enabled: true, confirmWideRanges: 'Another name' })).status).toBe(200)
    expect(await list.read()).toMatchObject({ name: 'Another name', enabled: true })
  })
})

describe('the address of who asks', () => {
  it('is not claimed where nobody has seen it', async () => {
    const answer = await api.call(address.GET, 'GET')
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ address: null })
  })
})
