import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type StartedSandbox } from './testing'
import { listOf, testingClient, type TestingClient } from './testing-client'

let sandbox: StartedSandbox
let client: TestingClient
beforeAll(async () => {
  sandbox = await startSandbox()
  client = testingClient(sandbox)
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.close())

async function make(path: string, body: unknown): Promise<string> {
  const answer = await client.send('POST', path, body)
  expect(answer.status, answer.text).toBeLessThan(300)
  return String(answer.json.id)
}

const makeRule = (name: string, callerMatch: string, direction = 'INBOUND') =>
  make('/callBlockingRules', { name, callerMatch, direction })

async function namesOf(path: string, key: string, field = 'name'): Promise<unknown[]> {
  return listOf(await client.send('GET', path), key).map((one) => one[field])
}

describe('the lists that the vendor lets a client sort', () => {
  it('sort blocking rules by one property and then by the next', async () => {
    await makeRule('b', '2')
    await makeRule('a', '1')
    await makeRule('b', '1')
    const order = async (query: string) =>
      listOf(await client.send('GET', `/callBlockingRules${query}`), 'callBlockingRules').map(
        (rule) => `${String(rule.name)}${String(rule.callerMatch)}`,
      )
    expect(await order('')).toEqual(['b2', 'a1', 'b1'])
    expect(await order('?sort=name,ascending')).toEqual(['a1', 'b2', 'b1'])
    expect(await order('?sort=name,descending')).toEqual(['b2', 'b1', 'a1'])
    expect(await order('?sort=name,descending&sort=callerMatch,ascending')).toEqual(['b1', 'b2', 'a1'])
    expect(await order('?sort=name,desc,callerMatch')).toEqual(['b1', 'b2', 'a1'])
    expect(await order('?sort=callerMatch,name,DESC')).toEqual(['b2', 'b1', 'a1'])
    expect(await order('?sort=name&sort=callerMatch')).toEqual(['a1', 'b1', 'b2'])
    expect(await order('?sort=')).toEqual(['b2', 'a1', 'b1'])
  })

  it('sort before they are cut into pages, and the bare array too', async () => {
    for (const name of ['c', 'a', 'd', 'b']) await makeRule(name, '1')
    const path = '/callBlockingRules?sort=name,descending&size=3'
    expect(await namesOf(`${path}&page=1`, 'callBlockingRules')).toEqual(['d', 'c', 'b'])
    expect(await namesOf(`${path}&page=2`, 'callBlockingRules')).toEqual(['a'])
    await sandbox.control.dialect({ callBlockingRules: 'array' })
    const { text } = await client.sendLoosely('GET', '/callBlockingRules?sort=name,ascending')
    const rules: { name: string }[] = JSON.parse(text)
    expect(rules.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('sort the credential lists of a trunk, as objects and as ids', async () => {
    const trunk = await make('/trunks', { name: 'T', hostName: 't' })
    const ids: string[] = []
    for (const name of ['two', 'one', 'three']) {
      ids.push(await make('/credentialLists', { name, credentials: [] }))
    }
    const path = `/trunks/${trunk}/credentialLists`
    await client.send('POST', path, { credentialListIds: ids })
    expect(await namesOf(path, 'credentialLists')).toEqual(['two', 'one', 'three'])
    expect(await namesOf(`${path}?sort=name,ascending`, 'credentialLists')).toEqual(['one', 'three', 'two'])
    expect(await namesOf(`${path}?sort=id,descending&size=1`, 'credentialLists')).toEqual(['three'])
    await sandbox.control.dialect({ trunkCredentialLists: 'ids' })
    const { json } = await client.sendLoosely('GET', `${path}?sort=name,ascending`)
    expect(json.credentialListIds).toEqual([ids[1], ids[2], ids[0]])
  })

  it('sort the numbers of EST, also by the trunk they are on', async () => {
    const [one, two] = [
      await make('/trunks', { name: '1', hostName: 'one' }),
      await make('/trunks', { name: '2', hostName: 'two' }),
    ]
    for (const [phoneNumber, sipTrunkId] of [
      ['+12125550102', two],
      ['+12125550101', one],
      ['+46701740699', two],
    ]) {
      await client.send('POST', '/phoneNumbers', { phoneNumber, sipTrunkId })
    }
    const order = (sort: string) =>
      namesOf(`/phoneNumbers?sort=${sort}`, 'phoneNumbers', 'phoneNumber').then((all) =>
        all.map((number) => String(number).slice(-3)),
      )
    expect(await order('phoneNumber,ascending')).toEqual(['101', '102', '699'])
    expect(await order('sipTrunkId,descending,phoneNumber,descending')).toEqual(['699', '102', '101'])
    expect(await order('countryCode,ascending')).toEqual(['699', '102', '101'])
  })

  it('refuse a property that they do not have', async () => {
    for (const query of ['sort=colour,ascending', 'sort=name,upwards', 'sort=digest']) {
      const { status, json } = await client.send('GET', `/callBlockingRules?${query}`)
      expect([status, json.status, json.details], query).toMatchObject([
        400,
        'VALIDATION_FAILED',
        [{ fieldViolations: [{ field: 'sort' }] }],
      ])
    }
  })

  it('are these three alone: elsewhere the parameter says nothing', async () => {
    for (const name of ['b', 'a']) await make('/trunks', { name, hostName: name })
    const { json } = await client.sendLoosely('GET', '/trunks?sort=name,ascending')
    expect(json.trunks).toMatchObject([{ name: 'b' }, { name: 'a' }])
  })
})
