import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import {
  apiAs,
  createTrunk,
  people,
  signIn,
  slowNetwork,
  stateOf,
  trunksPath,
  unique,
  watchConsole,
} from './helpers'

test.use({ storageState: stateOf('operator') })

async function fillCreate(page: Page, hostName: string) {
  await page.goto('/projects/sandbox/trunks')
  await page.getByRole('button', { name: 'Create SIP trunk' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Create SIP trunk' })
  await dialog.getByLabel('Name', { exact: true }).fill(hostName)
  await dialog.getByLabel('Host name').fill(hostName)
  return dialog
}

/** A session of its own, so that ending it leaves the stored ones alone. */
async function ownSession(context: BrowserContext): Promise<void> {
  const api = await apiAs(null)
  await signIn(api, people.operator.email, people.operator.password)
  await context.clearCookies()
  await context.addCookies((await api.storageState()).cookies)
}

test('going back while a dialog holds typed text asks first, and keeping on keeps every letter', async ({
  page,
}) => {
  const dialog = await fillCreate(page, 'half-a-trunk')
  for (let press = 0; press < 2; press += 1) {
    await page.goBack({ waitUntil: 'commit' }).catch(() => null)
    await expect(dialog.getByText('What you typed has not been saved.')).toBeVisible()
    await expect(page).toHaveURL(/create=1/)
    await dialog.getByRole('button', { name: 'Keep editing' }).click()
    await expect(dialog.getByLabel('Host name')).toHaveValue('half-a-trunk')
  }
  await page.goBack({ waitUntil: 'commit' }).catch(() => null)
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'SIP trunks', level: 1 })).toBeVisible()
})

test('closing or reloading the page while a dialog holds typed text makes the browser ask; an untouched one does not', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type())
    await dialog.dismiss()
  })
  const dialog = await fillCreate(page, 'half-a-trunk')
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await expect(dialog.getByLabel('Host name')).toHaveValue('half-a-trunk')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toHaveCount(0)
  await page.reload()
  expect(asked).toEqual(['beforeunload'])
})

test('a session that ends while saving loses nothing: sign in elsewhere, then save again', async ({
  page,
  context,
}) => {
  await ownSession(context)
  const hostName = unique('kept')
  const dialog = await fillCreate(page, hostName)
  await context.clearCookies()
  await dialog.getByRole('button', { name: 'Create trunk' }).click()
  await expect(dialog.getByText('You are signed out. Sign in in another tab, then save again.')).toBeVisible()
  await expect(dialog.getByLabel('Host name')).toHaveValue(hostName)
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    dialog.getByRole('link', { name: /^Sign in/ }).click(),
  ])
  await tab.getByLabel('E-mail address').fill(people.operator.email)
  await tab.getByLabel('Password').fill(people.operator.password)
  await tab.getByRole('button', { name: 'Sign in' }).click()
  await expect(tab.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Create trunk' }).click()
  await expect(page.getByRole('heading', { name: hostName, level: 1 })).toBeVisible()
})

test('a page that finds the session ended leads to sign-in, which says why', async ({ page, context }) => {
  await ownSession(context)
  await page.goto('/projects/sandbox/trunks')
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await page.getByLabel('Search trunks').focus()
  await context.clearCookies()
  await page.keyboard.type('a')
  await expect(page).toHaveURL(/\/sign-in\?.*next=/)
  await expect(page.getByText('Your session has ended.')).toBeVisible()
})

test('a save without a connection fails at once in words and is never sent by itself', async ({
  page,
  context,
}) => {
  const hostName = unique('offline')
  const dialog = await fillCreate(page, hostName)
  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Create trunk' }).click()
  await expect(dialog.getByText(/The connection to the console broke/)).toBeVisible()
  await expect(page.getByText('The console does not answer. Trying again…')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('The console does not answer. Trying again…')).toHaveCount(0)
  const found = await (await (await apiAs('viewer')).get(`${trunksPath}?q=${hostName}`)).json()
  expect(found.total).toBe(0)
  await dialog.getByRole('button', { name: 'Create trunk' }).click()
  await expect(page.getByRole('heading', { name: hostName, level: 1 })).toBeVisible()
})

test('a page asked for without a connection is waited for, not left for the browser’s error page', async ({
  page,
  context,
}) => {
  await page.goto('/projects/sandbox/trunks')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await context.setOffline(true)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByText('The console does not answer. Trying again…')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await expect(page.getByText('The console does not answer. Trying again…')).toHaveCount(0)
})

test.describe('what comes before the page listens', () => {
  let noProblems: () => void
  test.beforeEach(async ({ page }) => {
    noProblems = watchConsole(page)
    await slowNetwork(page)
  })
  // What is pressed early must not make the page another one than the server drew.
  test.afterEach(() => noProblems())

  const isEarly = (page: Page) => page.evaluate(() => 'takeEarlyActions' in window)

  test('is pressed when it does', async ({ page }) => {
    await page.goto('/projects/sandbox/trunks', { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Create SIP trunk' }).first().click()
    expect(await isEarly(page)).toBe(true)
    await expect(page.getByRole('dialog', { name: 'Create SIP trunk' })).toBeVisible()
  })

  test('is looked for when it does, if the palette was asked for', async ({ page }) => {
    await page.goto('/projects/sandbox/trunks', { waitUntil: 'commit' })
    await expect(page.getByRole('heading', { name: 'SIP trunks', level: 1 })).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('block')
    expect(await isEarly(page)).toBe(true)
    const palette = page.getByRole('dialog', { name: 'Search' })
    await expect(palette.getByRole('combobox')).toHaveValue('block')
    await expect(palette.getByRole('option', { name: 'Create call blocking rule' })).toBeVisible()
  })

  test('is written and chosen when it does', async ({ page }) => {
    await page.goto('/projects/sandbox/phone-numbers?type=MOBILE', { waitUntil: 'commit' })
    const stepsBefore = await page.evaluate(() => history.length)
    await page.getByLabel('Search phone numbers').fill('+1')
    await page.getByLabel('State').selectOption('Unassigned')
    await page.getByLabel('Type', { exact: true }).selectOption('Type any')
    expect(await isEarly(page)).toBe(true)
    await expect(page).toHaveURL(/phone-numbers\?state=unassigned&q=%2B1$/)
    await expect(page.getByLabel('Search phone numbers')).toHaveValue('+1')
    await expect(page.getByLabel('State')).toHaveValue('unassigned')
    // Each choice is one step of the history, and what is typed is none.
    expect(await page.evaluate(() => history.length)).toBe(stepsBefore + 2)
  })

  test('is switched when it does, each switch once however often it was pressed', async ({ page }) => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const path = `${trunksPath}/${trunk.id}/endpoints`
    for (const name of ['One', 'Two', 'Three']) {
      const data = { isRegistered: false, name, address: '192.0.2.7', priority: 1 }
      expect((await api.post(path, { data })).status()).toBe(201)
    }
    await page.goto(`/projects/sandbox/trunks/${trunk.id}`, { waitUntil: 'commit' })
    for (const name of ['One', 'Two', 'Two'])
      await page.getByRole('switch', { name: `${name} takes calls` }).click()
    expect(await isEarly(page)).toBe(true)
    for (const name of ['One', 'Two'])
      await expect(page.getByRole('switch', { name: `${name} takes calls` })).not.toBeChecked()
    const { items } = await (await api.get(path)).json()
    const enabled = items.filter((one: { enabled: boolean }) => one.enabled)
    expect(enabled.map(({ name }: { name: string }) => name)).toEqual(['Three'])
  })
})

test('sign-in and set-up lead to each other', async ({ browser }) => {
  const page = await (await browser.newContext({ storageState: undefined })).newPage()
  await page.goto('/sign-in')
  await expect(page.getByText('Your session has ended.')).toHaveCount(0)
  await page.getByRole('link', { name: 'Set up' }).click()
  await expect(page.getByRole('heading', { name: 'Set up the console' })).toBeVisible()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.context().close()
})
