import { expect, test, type Page } from '@playwright/test'
import { apiAs, control, createTrunk, openPage, stateOf, unique, watchConsole } from './helpers'

const project = '/projects/sandbox'
// What a browser says of itself when an address is opened, and not when a page asks for another one.
const document = { 'sec-fetch-dest': 'document' }

test.use({ storageState: stateOf('viewer') })

test('the document of a list holds its rows already, and that of a trunk what it is called', async () => {
  const trunk = await createTrunk(await apiAs('operator'))
  const api = await apiAs('viewer')
  for (const path of [
    `${project}/trunks?q=${trunk.hostName}`,
    `${project}/trunks/${trunk.id}/authorisation`,
  ]) {
    const html = await (await api.get(path, { headers: document })).text()
    // As text between tags: the data beside it is of no use to a reader without script.
    expect(html, path).toMatch(new RegExp(`<(bdi|h1|span)[^>]*>${trunk.name}<`))
    // A change of page within the console does not wait for what the browser may have.
    expect(await (await api.get(path)).text(), path).not.toContain(trunk.name)
  }
})

test('whoever is not signed in gets none of it', async () => {
  const trunk = await createTrunk(await apiAs('operator'))
  for (const api of [await apiAs(null), await apiAs('viewer')]) {
    const isViewer = (await api.get('/api/session')).status() === 200
    for (const path of [`${project}/trunks?q=${trunk.hostName}`, `${project}/trunks/${trunk.id}`]) {
      const answer = await api.get(path, { headers: document, maxRedirects: 0 })
      expect((await answer.text()).includes(trunk.name), `${path} as ${isViewer ? 'viewer' : 'nobody'}`).toBe(
        isViewer,
      )
    }
  }
})

test('a slow vendor does not hold the document back', async ({ page }) => {
  const trunk = await createTrunk(await apiAs('operator'))
  const path = `${project}/trunks?q=${trunk.hostName}`
  await control('POST', 'faults', { path: '**', fault: { kind: 'delay', ms: 4_000 } })
  try {
    const asked = Date.now()
    const answer = await page.goto(path, { waitUntil: 'commit' })
    expect(Date.now() - asked).toBeLessThan(3_000)
    expect(await answer?.text()).not.toContain(trunk.name)
    await expect(page.getByRole('heading', { level: 1, name: 'SIP trunks' })).toBeVisible()
    await expect(page.getByRole('link', { name: trunk.name, exact: true })).toBeVisible()
  } finally {
    await control('DELETE', 'faults')
  }
})

test('what came with the page is not asked for again', async ({ page }) => {
  const trunk = await createTrunk(await apiAs('operator'))
  // Read once, so that memory answers.
  await (await apiAs('viewer')).get(`/api${project}/trunks`)
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) asked.push(pathname)
  })
  await page.goto(`${project}/trunks?q=${trunk.hostName}`)
  await expect(page.getByRole('link', { name: trunk.name, exact: true })).toBeVisible()
  // Asked for every five seconds: at the second time the first seconds are over.
  const propagation = `/api${project}/propagation`
  await expect.poll(() => asked.filter((path) => path === propagation).length).toBeGreaterThan(1)
  expect(asked.filter((path) => path.startsWith(`/api${project}/trunks`))).toEqual([])
})

test.describe('in another time zone, with a clock that is ten minutes fast', () => {
  test.use({ timezoneId: 'Asia/Kolkata', locale: 'de-DE' })

  test('the browser agrees with what the server wrote, and shows times and ages by itself', async ({
    page,
  }) => {
    const operator = await apiAs('operator')
    const trunk = await createTrunk(operator)
    const make = async (kind: string, fields: object): Promise<string> => {
      const data = { name: unique('first-rows'), ...fields }
      const made = await operator.post(`/api${project}/${kind}`, { data })
      expect(made.status(), await made.text()).toBe(201)
      return (await made.json()).id
    }
    const range = { description: '', ipAddress: '203.0.113.9', range: 32 }
    const accessControlList = await make('accessControlLists', { ipRanges: [range] })
    const credential = { username: unique('user'), password: 'Long-enough-1-for-it' }
    const credentialList = await make('credentialLists', { credentials: [credential] })
    await shiftClock(page, 10 * 60_000)
    const isQuiet = watchConsole(page)
    for (const path of [
      '',
      '/trunks',
      '/trunks?pageSize=all',
      `/trunks/${trunk.id}`,
      `/trunks/${trunk.id}/authorisation`,
      `/trunks/${trunk.id}/numbers`,
      `/trunks/${trunk.id}/settings`,
      `/trunks/${trunk.id}/calls`,
      `/trunks/${trunk.id}/connect`,
      '/calls',
      '/access-control-lists',
      `/access-control-lists/${accessControlList}`,
      '/credential-lists',
      `/credential-lists/${credentialList}`,
      '/phone-numbers',
      '/country-permissions',
      '/call-blocking-rules',
      '/activity?since=2026-01-01T00:00:00.000Z',
    ]) {
      await openPage(page, project + path)
      isQuiet()
    }
    await openPage(page, `${project}/trunks?q=${trunk.hostName}`)
    await expect(page.getByRole('main')).toContainText(/read (just now|\d+ s ago)/)
    await openPage(page, `${project}/trunks/${trunk.id}/settings`)
    await expect(page.getByRole('main').getByRole('time').first()).toContainText('GMT+5:30')
    isQuiet()
  })
})

/** Makes the clock of every page run ahead by this much. */
async function shiftClock(page: Page, ms: number): Promise<void> {
  await page.addInitScript((ahead) => {
    const Real = Date
    globalThis.Date = new Proxy(Real, {
      construct: (target, args) =>
        Reflect.construct(target, args.length > 0 ? args : [Real.now() + ahead]) as Date, // what a constructor gives
      get: (target, name) => (name === 'now' ? () => Real.now() + ahead : Reflect.get(target, name, target)),
    })
  }, ms)
}
