import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as range from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges/[ipRangeId]/route'
import * as accessControlList from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/route'
import * as activeNumber from '../app/api/projects/[projectId]/activeNumbers/[phoneNumber]/route'
import * as rule from '../app/api/projects/[projectId]/callBlockingRules/[ruleId]/route'
import * as country from '../app/api/projects/[projectId]/countryPermissions/[isoCode]/route'
import * as credentialList from '../app/api/projects/[projectId]/credentialLists/[credentialListId]/route'
import * as trunk from '../app/api/projects/[projectId]/trunks/[trunkId]/route'
import * as endpoint from '../app/api/projects/[projectId]/trunks/[trunkId]/endpoints/[endpointId]/route'
import type { Route } from '../lib/server/route'
import type { Collection } from '../sandbox/store'
import { routesInProcess } from './routes-in-process'

const unknownFields = { futureText: 'kept', futureNumber: 7, futureObject: { nested: [1, { deep: null }] } }

interface Target {
  route: { GET: Route; PUT: Route }
  params: Record<string, string>
  /** Where the sandbox keeps it. */
  stored: readonly [Collection, string]
  /** One edit of ours, and what somebody else does to the same field. */
  mine: Record<string, unknown>
  theirs: Record<string, unknown>
}

let routes: Awaited<ReturnType<typeof routesInProcess>>
let targets: Record<string, Target> = {}

beforeAll(async () => {
  routes = await routesInProcess()
  const { makeElsewhere, control } = routes
  await control.seed({ trunks: 1, numbers: 10 })
  const trunkId = await makeElsewhere('trunks', { name: 'Edited', hostName: 'edited' })
  const endpointId = await makeElsewhere(`trunks/${trunkId}/endpoints`, {
    name: 'SBC',
    address: '192.0.2.1',
    priority: 1,
  })
  const ipRanges = [{ description: 'One', ipAddress: '203.0.113.1', range: 32 }]
  const list = { name: 'Edited', enabled: true, ipRanges }
  const accessControlListId = await makeElsewhere('accessControlLists', list)
  // A PUT of a list makes its ranges anew, so the range is one of another list.
  const listOfRange = {
    accessControlListId: await makeElsewhere('accessControlLists', { ...list, name: 'Of a range' }),
  }
  const made = await routes.call(accessControlList.GET, 'GET', listOfRange)
  const ipRangeId: string = made.body.ipRanges[0].id
  const credentials = [{ username: 'edited', password: 'Long-enough-pass-1' }]
  const credentialListId = await makeElsewhere('credentialLists', { name: 'Edited', credentials })
  const ruleId = await makeElsewhere('callBlockingRules', {
    name: 'Edited',
    direction: 'OUTBOUND',
    calleeMatch: '882',
  })
  const phoneNumber = '+12125550000'
  targets = {
    'SIP trunk': {
      route: trunk,
      params: { trunkId },
      stored: ['trunks', trunkId],
      mine: { name: 'Mine' },
      theirs: { name: 'Theirs' },
    },
    'SIP endpoint': {
      route: endpoint,
      params: { trunkId, endpointId },
      stored: ['endpoints', endpointId],
      mine: { priority: 5 },
      theirs: { priority: 9 },
    },
    'access control list': {
      route: accessControlList,
      params: { accessControlListId },
      stored: ['accessControlLists', accessControlListId],
      mine: { enabled: false },
      theirs: { name: 'Theirs' },
    },
    'IP range': {
      route: range,
      params: { ...listOfRange, ipRangeId },
      stored: ['ipRanges', ipRangeId],
      mine: { description: 'Mine' },
      theirs: { description: 'Theirs' },
    },
    'credential list': {
      route: credentialList,
      params: { credentialListId },
      stored: ['credentialLists', credentialListId],
      mine: { name: 'Mine' },
      theirs: { name: 'Theirs' },
    },
    'call blocking rule': {
      route: rule,
      params: { ruleId },
      stored: ['callBlockingRules', ruleId],
      mine: { calleeMatch: '881' },
      theirs: { calleeMatch: '88' },
    },
    'country permission': {
      route: country,
      params: { isoCode: 'IS' },
      stored: ['countryPermissions', 'IS'],
      mine: { enabled: true },
      theirs: { enabled: false },
    },
    'phone number': {
      route: activeNumber,
      params: { phoneNumber },
      stored: ['activeNumbers', phoneNumber],
      mine: { displayName: 'Mine' },
      theirs: { displayName: 'Theirs' },
    },
  }
})

afterAll(() => routes.end())

const names = [
  'SIP trunk',
  'SIP endpoint',
  'access control list',
  'IP range',
  'credential list',
  'call blocking rule',
  'country permission',
  'phone number',
]

function targetOf(name: string): Target {
  const target = targets[name]
  if (!target) throw new Error(`no such target: ${name}`)
  return target
}

async function readOf({ route, params }: Target) {
  const { status, body, headers } = await routes.call(route.GET, 'GET', params)
  expect(status, JSON.stringify(body)).toBe(200)
  return { body, etag: headers.get('etag') ?? '' }
}

async function writes(): Promise<string[]> {
  const seen = await routes.control.requests()
  return seen
    .filter(({ method, path }) => path.startsWith('/v1/') && !['GET', 'HEAD'].includes(method))
    .map(({ method }) => method)
}

describe.each(names)('an edit of a %s', (name) => {
  it('that changes nothing sends nothing', async () => {
    const target = targetOf(name)
    const { body, etag } = await readOf(target)
    await routes.control.clearRequests()
    const saved = await routes.call(target.route.PUT, 'PUT', target.params, { body, ifMatch: etag })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    expect(await writes()).toEqual([])
  })

  it('keeps three fields that the console does not know', async () => {
    const target = targetOf(name)
    await routes.control.putObject(...target.stored, unknownFields)
    const { body, etag } = await readOf(target)
    expect(JSON.stringify(body)).not.toContain('future')
    const saved = await routes.call(target.route.PUT, 'PUT', target.params, {
      body: target.mine,
      ifMatch: etag,
    })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    expect(saved.body).toMatchObject(target.mine)
    // An empty change of it answers with the whole object.
    expect(await routes.control.putObject(...target.stored, {})).toMatchObject({
      ...unknownFields,
      ...target.mine,
    })
  })

  it('does not overwrite what somebody else has changed meanwhile, known to the console or not', async () => {
    const target = targetOf(name)
    for (const change of [target.theirs, { futureText: 'changed' }]) {
      const { etag } = await readOf(target)
      await routes.control.putObject(...target.stored, change)
      const refused = await routes.call(target.route.PUT, 'PUT', target.params, {
        body: target.mine,
        ifMatch: etag,
      })
      expect([refused.status, refused.body.error.code]).toEqual([412, 'changed_meanwhile'])
      expect(await routes.control.putObject(...target.stored, {})).toMatchObject(change)
    }
  })
})
