import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe-check'
import { apiAs, control, openPage, stateOf, watchConsole, withDialect } from './helpers'

withDialect({ countries: 'all' }, '/api/projects/sandbox/countryPermissions/CA')

const pagePath = '/projects/sandbox/country-permissions'
const apiPath = '/api/projects/sandbox/countryPermissions'

interface Sent {
  id: number
  method: string
  path: string
  body: unknown
  startedAt: string
  durationMs: number | null
}

/** The writes that the vendor has been sent since a request, and the id of the last request. */
async function writesSince(since = 0) {
  const { requests } = await control<{ requests: Sent[] }>('GET', `requests?since=${since}`)
  const writes = requests.filter(({ method, path }) => method !== 'GET' && !path.includes('oauth2'))
  return { writes, last: requests.at(-1)?.id ?? since }
}

/** Enables or blocks countries through our API, whatever they are. */
async function set(enabled: boolean, ...isoCodes: string[]) {
  const api = await apiAs('operator')
  for (const isoCode of isoCodes) {
    const etag = (await api.get(`${apiPath}/${isoCode}`)).headers().etag ?? ''
    const sent = { data: { enabled }, headers: { 'if-match': etag } }
    const answer = await api.put(`${apiPath}/${isoCode}`, sent)
    expect(answer.status()).toBe(200)
  }
}

async function states(): Promise<Record<string, boolean>> {
  const { items } = await (await (await apiAs('viewer')).get(`${apiPath}?pageSize=500`)).json()
  return Object.fromEntries(
    items.map((one: { isoCode: string; enabled: boolean }) => [one.isoCode, one.enabled]),
  )
}

const switchOf = (page: Page, name: string) =>
  page.getByRole('switch', { name: `Calls to ${name}`, exact: true })
const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }) })
const search = (page: Page) => page.getByLabel('Search countries')

test.describe('country permissions', () => {
  test.use({ storageState: stateOf('operator') })
  test.afterEach(() => control('DELETE', 'faults'))

  test('are listed by continent, found by name, code and dialling code, and the search stands in the address', async ({
    page,
  }) => {
    const noProblems = watchConsole(page)
    await openPage(page, pagePath)
    await expect(page.getByRole('heading', { name: 'Europe', level: 2 })).toBeVisible()
    await expect(page.getByText(/For the whole project: every trunk may call/)).toBeVisible()
    for (const text of ['sweden', 'SE', '+46', '0046', '+46 70 123 45 67']) {
      await search(page).fill(text)
      await expect(page).toHaveURL((url) => url.searchParams.get('q') === text)
      await expect(switchOf(page, 'Sweden')).toBeVisible()
      await expect(switchOf(page, 'Norway')).toHaveCount(0)
    }
    await page.reload()
    await expect(search(page)).toHaveValue('+46 70 123 45 67')
    await expect(switchOf(page, 'Sweden')).toBeVisible()
    await search(page).fill('atlantis')
    await expect(page.getByText('No country matches “atlantis”')).toBeVisible()
    await page.getByRole('button', { name: 'Show all countries' }).click()
    await expect(switchOf(page, 'Norway')).toBeVisible()
    await page.goto(`${pagePath}?enabled=1`)
    await expect(switchOf(page, 'Canada')).toBeVisible()
    await expect(switchOf(page, 'Norway')).toHaveCount(0)
    noProblems()
  })

  test('one is switched with one write; a switch that fails returns and says why', async ({ page }) => {
    await set(false, 'NO')
    await page.goto(`${pagePath}?q=norway`)
    const norway = switchOf(page, 'Norway')
    await expect(norway).not.toBeChecked()
    const { last } = await writesSince()
    await norway.click()
    await expect(norway).toBeChecked()
    await expect.poll(async () => (await states()).NO).toBe(true)
    expect((await writesSince(last)).writes).toMatchObject([
      { method: 'PUT', path: expect.stringMatching(/\/countryPermissions\/NO$/), body: { enabled: true } },
    ])
    await expect(norway).not.toHaveAttribute('aria-busy')
    await control('POST', 'faults', {
      method: 'PUT',
      path: '**/countryPermissions/NO',
      fault: { kind: 'body', status: 400, body: '{"code":400,"message":"Norway cannot be blocked today"}' },
    })
    await norway.click()
    await expect(page.getByText(/Norway could not be blocked\. .*cannot be blocked today/)).toBeVisible()
    await expect(norway).toBeChecked()
  })

  test('what somebody else has done meanwhile is no failure; what somebody else has changed is not overwritten', async ({
    page,
  }) => {
    await set(false, 'FI', 'DK')
    await page.goto(`${pagePath}?q=fin`)
    await expect(switchOf(page, 'Finland')).not.toBeChecked()
    await set(true, 'FI')
    const { last } = await writesSince()
    await switchOf(page, 'Finland').click()
    await expect(switchOf(page, 'Finland')).toBeChecked()
    await expect(page.getByText(/could not be/)).toHaveCount(0)
    expect((await writesSince(last)).writes).toEqual([])

    await page.goto(`${pagePath}?q=denmark`)
    await expect(switchOf(page, 'Denmark')).not.toBeChecked()
    const seen = await (await (await apiAs('viewer')).get(`${apiPath}/DK`)).json()
    const id = encodeURIComponent('sandbox/DK')
    await control('PUT', `objects/countryPermissions/${id}`, { ...seen, reviewedBy: 'the fraud team' })
    await switchOf(page, 'Denmark').click()
    await expect(page.getByText(/Denmark could not be enabled\. .*changed by someone else/)).toBeVisible()
    await expect(switchOf(page, 'Denmark')).not.toBeChecked()
  })

  test('many are changed after a diff: nothing outside it is touched, four at a time, and only what failed is tried again', async ({
    page,
  }) => {
    await set(false, 'AL', 'AD', 'AT', 'BY', 'BE', 'BA', 'BG', 'HR')
    await set(true, 'AT')
    const before = await states()
    await page.goto(pagePath)
    for (const name of [
      'Albania',
      'Andorra',
      'Austria',
      'Belarus',
      'Belgium',
      'Bosnia and Herzegovina',
      'Bulgaria',
    ])
      await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check()
    await expect(page.getByText('7 countries selected').last()).toBeVisible()
    await page.getByRole('button', { name: 'Enable…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Enable 6 countries' })
    await expect(dialog.getByRole('list', { name: 'Will be enabled' }).getByRole('listitem')).toHaveCount(6)
    await expect(dialog.getByRole('list', { name: 'Enabled already, not touched' })).toHaveText(
      /^Austria AT$/,
    )

    await control('POST', 'faults', [
      { method: 'PUT', path: '**/countryPermissions/BE', fault: { kind: 'status', status: 400 } },
      { method: 'PUT', path: '**/countryPermissions/*', fault: { kind: 'delay', ms: 300 } },
    ])
    const { last } = await writesSince()
    await dialog.getByRole('button', { name: 'Enable 6 countries' }).click()
    await expect(dialog.getByText('5 of 6 enabled, 1 failed.').first()).toBeVisible({ timeout: 25_000 })
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Belgium' })).toContainText('failed')
    const first = (await writesSince(last)).writes
    expect([...new Set(first.map(({ path }) => path.split('/').at(-1)))].sort()).toEqual([
      'AD',
      'AL',
      'BA',
      'BE',
      'BG',
      'BY',
    ])
    expect(
      first.every(({ method, body }) => method === 'PUT' && JSON.stringify(body) === '{"enabled":true}'),
    ).toBe(true)
    const times = first.map(({ startedAt, durationMs }) => [Date.parse(startedAt), durationMs ?? 0] as const)
    const together = times.map(
      ([at]) => times.filter(([from, lasted]) => from <= at && at < from + lasted).length,
    )
    expect(Math.max(...together)).toBeLessThanOrEqual(4)

    await control('DELETE', 'faults')
    const { last: again } = await writesSince()
    await dialog.getByRole('button', { name: 'Retry the failed' }).click()
    await expect(dialog.getByText('6 of 6 enabled.').first()).toBeVisible()
    expect((await writesSince(again)).writes.map(({ path }) => path.split('/').at(-1))).toEqual(['BE'])
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await expect(page.getByText('countries selected')).toHaveCount(0)
    await expect(switchOf(page, 'Belgium')).toBeChecked()
    const changed = { AL: true, AD: true, BY: true, BE: true, BA: true, BG: true }
    expect(await states()).toEqual({ ...before, ...changed })
  })

  test('calls stand beside each country, with who shares the count; the unused ones can be selected at once', async ({
    page,
  }) => {
    await set(true, 'GL')
    await openPage(page, pagePath)
    await expect(page.getByText(/dialling codes counted at the vendor/)).toBeVisible({ timeout: 30_000 })
    await expect(rowOf(page, 'Jamaica')).not.toContainText('with')
    await expect(rowOf(page, 'Canada')).toContainText(/\d+.*with \d+ other countries/)
    await expect(rowOf(page, 'Italy')).toContainText('with Vatican City')
    await expect(rowOf(page, 'Greenland')).toContainText('No call in 90 days')
    await expect(rowOf(page, 'Canada')).not.toContainText('No call in 90 days')
    await page.getByRole('button', { name: 'Select the unused' }).click()
    await expect(page.getByRole('checkbox', { name: 'Select Greenland', exact: true })).toBeChecked()
    await expect(page.getByRole('checkbox', { name: 'Select Canada', exact: true })).not.toBeChecked()
    await page.getByRole('button', { name: 'Block…' }).click()
    await expect(
      page.getByRole('dialog').getByRole('list', { name: 'Will be blocked' }).getByText('Greenland'),
    ).toBeVisible()
  })

  test('while the list cannot be read the last good one stays, with its age', async ({ page }) => {
    await control('POST', 'faults', { path: '**/countryPermissions', fault: { kind: 'status', status: 500 } })
    for (const enabled of [true, false]) await set(enabled, 'GL')
    await page.goto(pagePath)
    await expect(page.getByText(/Last good list from/)).toBeVisible({ timeout: 30_000 })
    await expect(switchOf(page, 'Canada')).toBeVisible()
    await control('DELETE', 'faults')
    await expect(page.getByText(/Last good list from/)).toHaveCount(0, { timeout: 15_000 })
    await expect(switchOf(page, 'Greenland')).not.toBeChecked()
  })

  test('the page, its selection and its dialog are accessible', async ({ page }) => {
    test.slow()
    await openPage(page, `${pagePath}?q=iceland`)
    await expect(page.getByText(/dialling codes counted at the vendor/)).toBeVisible({ timeout: 30_000 })
    await page.getByRole('checkbox', { name: 'Select Iceland', exact: true }).check()
    await expectAccessible(page, 'country permissions')
    await page.getByRole('button', { name: 'Block…' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, 'diff of country permissions')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('sees the countries and is told why none can be changed', async ({ page }) => {
    await page.goto(`${pagePath}?q=canada`)
    const canada = switchOf(page, 'Canada')
    await expect(canada).toHaveAttribute('aria-disabled', 'true')
    await expect(canada).toHaveAccessibleDescription(/Your role is viewer/)
    const { last } = await writesSince()
    await canada.click({ force: true })
    await page.getByRole('checkbox', { name: 'Select Canada', exact: true }).check()
    await expect(page.getByRole('button', { name: 'Block…' })).toHaveAttribute('aria-disabled', 'true')
    expect((await writesSince(last)).writes).toEqual([])
    const refused = await (
      await apiAs('viewer')
    ).put(`${apiPath}/CA`, { data: { enabled: false }, headers: { 'if-match': '"x"' } })
    expect(refused.status()).toBe(403)
  })
})
