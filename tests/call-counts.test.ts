import { afterAll, beforeAll, expect, it } from 'vitest'
import * as accessControlLists from '../app/api/projects/[projectId]/accessControlLists/route'
import * as accessControlList from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/route'
import * as activity from '../app/api/projects/[projectId]/activity/route'
import * as attention from '../app/api/projects/[projectId]/attention/route'
import * as callBlockingRules from '../app/api/projects/[projectId]/callBlockingRules/route'
import * as calls from '../app/api/projects/[projectId]/calls/route'
import * as countryPermissions from '../app/api/projects/[projectId]/countryPermissions/route'
import * as credentialLists from '../app/api/projects/[projectId]/credentialLists/route'
import * as credentialList from '../app/api/projects/[projectId]/credentialLists/[credentialListId]/route'
import * as listUsage from '../app/api/projects/[projectId]/credentialLists/[credentialListId]/usage/route'
import * as jobs from '../app/api/projects/[projectId]/jobs/route'
import * as overview from '../app/api/projects/[projectId]/overview/route'
import * as phoneNumbers from '../app/api/projects/[projectId]/phoneNumbers/route'
import * as numberSummary from '../app/api/projects/[projectId]/phoneNumbers/summary/route'
import * as propagation from '../app/api/projects/[projectId]/propagation/route'
import * as search from '../app/api/projects/[projectId]/search/route'
import * as trunks from '../app/api/projects/[projectId]/trunks/route'
import * as trunk from '../app/api/projects/[projectId]/trunks/[trunkId]/route'
import * as linkedAcls from '../app/api/projects/[projectId]/trunks/[trunkId]/accessControlLists/route'
import * as linkedLists from '../app/api/projects/[projectId]/trunks/[trunkId]/credentialLists/route'
import * as endpoints from '../app/api/projects/[projectId]/trunks/[trunkId]/endpoints/route'
import * as unsettledRents from '../app/api/projects/[projectId]/unsettledRents/route'
import { forgetCollections } from '../lib/server/collections'
import type { Route } from '../lib/server/route'
import { routesInProcess } from './routes-in-process'

let routes: Awaited<ReturnType<typeof routesInProcess>>
let ids: Record<string, string> = {}

beforeAll(async () => {
  // What is read on behind, one trunk after another, is counted in its own test.
  process.env.SWEEP_CALLS_PER_SECOND = '0'
  routes = await routesInProcess()
  await routes.control.seed()
  await routes.control.seed({ trunks: 7, numbers: 10, accessControlLists: 8 })
  ids = {
    trunkId: await firstOf(trunks.GET),
    accessControlListId: await firstOf(accessControlLists.GET),
    credentialListId: await firstOf(credentialLists.GET),
  }
}, 60_000)

afterAll(async () => {
  delete process.env.SWEEP_CALLS_PER_SECOND
  await routes.end()
})

async function firstOf(list: Route): Promise<string> {
  return (await routes.call(list, 'GET', {}, { search: '?pageSize=1' })).body.items[0].id
}

interface Size {
  trunks: number
  numbers: number
  accessControlLists: number
  credentialLists: number
}

const pagesOf = (items: number) => Math.max(1, Math.ceil(items / 500))
// Numbers come from two services: EST has what is assigned, Numbers each of its three types.
const numberPages = ({ numbers }: Size) => pagesOf(numbers) + pagesOf(numbers) + 2
const listPages = (size: Size) =>
  pagesOf(size.accessControlLists) + pagesOf(size.credentialLists) + size.credentialLists
// The result of each kind of call, and all of them.
const callsOfDay = 12

/** What each page asks our API for when it is opened, and the most that the vendor may be asked for it: none of it grows by the row. */
const pages: Record<string, { asks: [Route, string?][]; most: (size: Size) => number }> = {
  overview: {
    asks: [[overview.GET], [attention.GET], [propagation.GET]],
    // Beside the lists: countries, rules, and the calls to each enabled country, whose number is no matter of trunks.
    most: (size) => pagesOf(size.trunks) + numberPages(size) + listPages(size) + callsOfDay + 2 + 60,
  },
  'SIP trunks': {
    asks: [[trunks.GET]],
    most: (size) => pagesOf(size.trunks) + pagesOf(size.numbers) + listPages(size),
  },
  'a trunk: endpoints': { asks: [[trunk.GET], [endpoints.GET], [propagation.GET]], most: () => 2 },
  'a trunk: authorisation': {
    asks: [[trunk.GET], [linkedAcls.GET], [linkedLists.GET], [endpoints.GET]],
    most: (size) => 4 + pagesOf(size.accessControlLists) + pagesOf(size.credentialLists),
  },
  'a trunk: numbers': {
    asks: [[trunk.GET], [phoneNumbers.GET, '?trunkId=:trunkId'], [numberSummary.GET], [jobs.GET]],
    most: (size) => 1 + numberPages(size) + pagesOf(size.trunks),
  },
  'a trunk: calls': { asks: [[trunk.GET], [calls.GET, '?trunkId=:trunkId']], most: () => 3 },
  'access control lists': {
    asks: [[accessControlLists.GET]],
    most: (size) => pagesOf(size.accessControlLists) + pagesOf(size.trunks),
  },
  'an access control list': {
    asks: [[accessControlList.GET], [accessControlLists.GET, '?pageSize=500']],
    most: (size) => 1 + pagesOf(size.accessControlLists) + pagesOf(size.trunks),
  },
  'credential lists': {
    asks: [[credentialLists.GET]],
    most: (size) => pagesOf(size.credentialLists) + size.credentialLists + pagesOf(size.trunks),
  },
  'a credential list': {
    asks: [[credentialList.GET], [listUsage.GET]],
    most: (size) => 3 + pagesOf(size.trunks),
  },
  'phone numbers': {
    asks: [[phoneNumbers.GET], [numberSummary.GET], [jobs.GET], [unsettledRents.GET]],
    most: (size) => numberPages(size) + pagesOf(size.trunks),
  },
  // The vendor's list has no pages, which asking for a second one shows.
  'country permissions': { asks: [[countryPermissions.GET]], most: () => 2 },
  'call blocking rules': { asks: [[callBlockingRules.GET]], most: () => 1 },
  // The archive answers by itself; the vendor is asked for the names of the trunks.
  calls: { asks: [[calls.GET]], most: (size) => pagesOf(size.trunks) },
  'calls, live': { asks: [[calls.GET, '?source=live']], most: (size) => 1 + pagesOf(size.trunks) },
  activity: { asks: [[activity.GET]], most: () => 0 },
  search: {
    asks: [[search.GET, '?q=site']],
    most: (size) => pagesOf(size.trunks) + numberPages(size) + listPages(size),
  },
}

/** Waits until nothing is asked for any more, also on behind. */
async function quiet(): Promise<void> {
  let before = -1
  for (let now = 0; now !== before;) {
    before = now
    await new Promise((resolve) => setTimeout(resolve, 100))
    now = (await routes.control.requests()).length
  }
}

async function callsFor(name: string): Promise<string[]> {
  const { control, call } = routes
  const { id } = await routes.project()
  await quiet()
  forgetCollections(id)
  await control.clearRequests()
  // A browser asks for all of it at once.
  const answers = await Promise.all(
    (pages[name]?.asks ?? []).map(([route, query = '']) =>
      call(route, 'GET', ids, { search: query.replace(':trunkId', ids.trunkId ?? '') }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  await quiet()
  const seen = await control.requests()
  return seen.filter(({ path }) => path.startsWith('/v1/')).map(({ method, path }) => `${method} ${path}`)
}

it.each([10, 1_000, 10_000])(
  'no page asks the vendor by the row, with %i trunks',
  { timeout: 120_000 },
  async (wanted) => {
    const { control, call } = routes
    const total = async (list: Route) => {
      const { id } = await routes.project()
      forgetCollections(id)
      return (await call(list, 'GET', {}, { search: '?pageSize=1' })).body.total as number
    }
    const there = await total(trunks.GET)
    if (wanted > there)
      await control.seed({ trunks: wanted - there, numbers: wanted, accessControlLists: wanted / 10 })
    const size: Size = {
      trunks: await total(trunks.GET),
      numbers: await total(phoneNumbers.GET),
      accessControlLists: await total(accessControlLists.GET),
      credentialLists: await total(credentialLists.GET),
    }
    expect(size.trunks).toBeGreaterThanOrEqual(wanted)
    const counts: Record<string, { calls: number; most: number }> = {}
    for (const [name, { most }] of Object.entries(pages))
      counts[name] = { calls: (await callsFor(name)).length, most: most(size) }
    expect(Object.entries(counts).filter(([, { calls, most }]) => calls > most)).toEqual([])
  },
)

it('what was read once is not read again for the next page that needs it', async () => {
  await callsFor('SIP trunks')
  await routes.control.clearRequests()
  for (const route of [trunks.GET, accessControlLists.GET, credentialLists.GET, search.GET])
    await routes.call(route, 'GET', ids, { search: '?q=site' })
  const asked = (await routes.control.requests()).filter(({ path }) => path.startsWith('/v1/'))
  // Only the numbers of the Numbers API, which the list of trunks does not need.
  expect(asked.filter(({ path }) => !path.endsWith('/activeNumbers')).map(({ path }) => path)).toEqual([])
})
