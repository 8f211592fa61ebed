import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { expectAccessible } from './axe-check'
import {
  apiAs,
  createTrunk,
  openPage,
  stateOf,
  trunksPath,
  unique,
  watchConsole,
  withDialect,
} from './helpers'

withDialect({ credentialListReply: 'with-credentials' })

const listsPath = '/api/projects/sandbox/accessControlLists'
const usersPath = '/api/projects/sandbox/credentialLists'
const pageOf = (trunkId: string, part = 'authorisation') => `/projects/sandbox/trunks/${trunkId}/${part}`

async function made(
  api: APIRequestContext,
  path: string,
  data: object,
): Promise<{ id: string; name: string }> {
  const answer = await api.post(path, { data })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  return await answer.json()
}

const makeAcl = (api: APIRequestContext, ...addresses: string[]) =>
  made(api, listsPath, {
    name: unique('Offices'),
    ipRanges: addresses.map((ipAddress) => ({ description: 'Gateway', ipAddress })),
  })
const linkAcl = (api: APIRequestContext, trunkId: string, id: string) =>
  made(api, `${trunksPath}/${trunkId}/accessControlLists`, { accessControlListIds: [id] })

/** The countdown on the trunk's own page; the header of the console has one of its own. */
const pillOf = (page: Page) =>
  page.getByRole('main').getByRole('button', { name: /^Propagating, \d+ s left$/ })
const secondsOf = async (page: Page) => Number(/\d+/.exec(await pillOf(page).innerText())?.[0])

test.describe('authorisation of a trunk', () => {
  test.use({ storageState: stateOf('operator') })

  test('a trunk that nothing authorises says that every call is refused; a list is found, linked and unlinked', async ({
    page,
  }) => {
    const noProblems = watchConsole(page)
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const list = await makeAcl(api, '203.0.113.200', '198.51.100.9')
    await openPage(page, pageOf(trunk.id))
    await expect(page.getByText('Every outbound call of this trunk will be refused.')).toBeVisible()
    await page.getByRole('button', { name: 'Link an access control list' }).click()
    const dialog = page.getByRole('dialog', { name: 'Link an access control list' })
    await dialog.getByRole('button', { name: 'Link list' }).click()
    await expect(dialog.getByText('Choose at least one access control list.')).toBeVisible()
    await dialog.getByLabel('Search access control lists').fill(list.name)
    // The rows move when the answer comes.
    await expect(dialog.getByRole('checkbox')).toHaveCount(1)
    await dialog.getByRole('checkbox', { name: list.name }).check()
    await dialog.getByRole('button', { name: 'Link list' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('Outbound calls are let through by their source IP alone.')).toBeVisible()
    const sources = page.getByRole('list', { name: 'Effective source IPs' }).getByRole('listitem')
    await expect(sources).toHaveText([/^198\.51\.100\.9\/32.*Gateway/, /^203\.0\.113\.200\/32/])

    await page.getByRole('button', { name: `Unlink ${list.name}` }).click()
    const confirm = page.getByRole('alertdialog', { name: `Unlink ${list.name}?` })
    await expect(confirm.getByText(/every outbound call of this trunk will be refused/)).toBeVisible()
    await confirm.getByRole('button', { name: 'Unlink list' }).click()
    await expect(page.getByText('No access control list is linked')).toBeVisible()
    await expect(page.getByText('Every outbound call of this trunk will be refused.')).toBeVisible()
    noProblems()
  })

  test('with both kinds of lists both are enforced, and unlinking says what opens', async ({ page }) => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const list = await makeAcl(api, '203.0.113.201')
    await linkAcl(api, trunk.id, list.id)
    const users = await made(api, usersPath, {
      name: unique('Desks'),
      credentials: [{ username: unique('desk'), password: 'A-long-password-1' }],
    })
    await made(api, `${trunksPath}/${trunk.id}/credentialLists`, { credentialListIds: [users.id] })
    await openPage(page, pageOf(trunk.id))
    const steps = page.getByRole('list', { name: 'Checks, in this order' }).getByRole('listitem')
    await expect(steps).toHaveText([/Source IP\s*Enforced/, /User name and password\s*Enforced/])
    await page.getByRole('button', { name: `Unlink ${list.name}` }).click()
    await expect(
      page.getByRole('alertdialog').getByText(/calls from any address with a user name and password/),
    ).toBeVisible()
  })

  test('an endpoint whose list is not linked is flagged with the button that links it', async ({ page }) => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const username = unique('branch')
    const users = await made(api, usersPath, {
      name: unique('Branches'),
      credentials: [{ username, password: 'A-long-password-1' }],
    })
    await made(api, `${trunksPath}/${trunk.id}/endpoints`, {
      isRegistered: true,
      name: 'Branch PBX',
      credentialUsername: username,
      priority: 1,
    })
    await openPage(page, pageOf(trunk.id))
    const trap = page.getByRole('region', { name: 'Registrations that fail' })
    await expect(
      trap.getByText('Branch PBX cannot register: every REGISTER is refused with 401.'),
    ).toBeVisible()
    await trap.getByRole('button', { name: `Link “${users.name}”` }).click()
    await expect(trap).toHaveCount(0)
    await expect(
      page.getByText('Outbound calls are let through by user name and password alone,'),
    ).toBeVisible()
    await page.getByRole('button', { name: `Unlink ${users.name}` }).click()
    await expect(
      page.getByRole('alertdialog').getByText(/“Branch PBX” cannot register any more/),
    ).toBeVisible()
  })

  test('a list that someone else has linked meanwhile is refused in one sentence and the choice stays', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const list = await makeAcl(api, '203.0.113.202')
    await openPage(page, `${pageOf(trunk.id)}?link=accessControlLists`)
    const dialog = page.getByRole('dialog', { name: 'Link an access control list' })
    await dialog.getByLabel('Search access control lists').fill(list.name)
    // The rows move when the answer comes.
    await expect(dialog.getByRole('checkbox')).toHaveCount(1)
    await dialog.getByRole('checkbox', { name: list.name }).check()
    await linkAcl(await apiAs('admin'), trunk.id, list.id)
    await dialog.getByRole('button', { name: 'Link list' }).click()
    await expect(dialog.getByText(`“${list.name}” is linked to this trunk already`)).toBeVisible()
    await expect(dialog.getByRole('checkbox', { name: list.name })).toBeChecked()
  })

  test('the way to a new list names the trunk it is for', async ({ page }) => {
    const trunk = await createTrunk(await apiAs('operator'))
    await openPage(page, pageOf(trunk.id))
    await expect(page.getByRole('link', { name: 'Create an access control list' })).toHaveAttribute(
      'href',
      `/projects/sandbox/access-control-lists?create=1&linkTo=${trunk.id}`,
    )
  })

  test('is clean for axe, wide and narrow, light and dark', async ({ page }) => {
    const { items } = await (await (await apiAs('viewer')).get(`${trunksPath}?q=head-office`)).json()
    await openPage(page, pageOf(items[0].id))
    await expect(page.getByRole('list', { name: 'Effective source IPs' })).toBeVisible()
    await expectAccessible(page, 'authorisation')
  })
})

test('a change starts a countdown that a second person sees within seconds and that survives a reload', async ({
  browser,
}) => {
  const api = await apiAs('operator')
  const [trunk, other] = [await createTrunk(api), await createTrunk(api)]
  const list = await makeAcl(api, '203.0.113.203')
  const mine = await (await browser.newContext({ storageState: stateOf('operator') })).newPage()
  const theirs = await (await browser.newContext({ storageState: stateOf('viewer') })).newPage()
  const third = await (await browser.newContext({ storageState: stateOf('admin') })).newPage()
  await openPage(mine, `${pageOf(trunk.id)}?link=accessControlLists`)
  await openPage(theirs, pageOf(trunk.id, 'connect'))
  await openPage(third, pageOf(other.id, 'calls'))
  await expect(pillOf(mine)).toHaveCount(0)
  await expect(pillOf(theirs)).toHaveCount(0)

  const dialog = mine.getByRole('dialog', { name: 'Link an access control list' })
  await dialog.getByLabel('Search access control lists').fill(list.name)
  await dialog.getByRole('checkbox', { name: list.name }).check()
  await dialog.getByRole('button', { name: 'Link list' }).click()
  await expect(pillOf(mine)).toBeVisible()
  await expect(pillOf(theirs)).toBeVisible({ timeout: 7_000 })
  const first = await secondsOf(theirs)
  expect(first).toBeGreaterThan(40)
  expect(first).toBeLessThanOrEqual(60)
  await expect.poll(() => secondsOf(theirs)).toBeLessThan(first)

  await mine.reload()
  await expect(pillOf(mine)).toBeVisible()
  expect(await secondsOf(mine)).toBeLessThan(first)
  await pillOf(mine).click()
  const details = mine.getByRole('dialog', { name: 'On its way to the SIP edge' })
  await expect(details.getByText(`Access control list “${list.name}” was linked`)).toBeVisible()
  await expect(details.getByText(/^Changed at .+, arrives by .+/)).toBeVisible()

  // Another trunk has no countdown of its own, but every page says that one of the project has, and leads there.
  await expect(pillOf(third)).toHaveCount(0)
  await third
    .getByRole('banner')
    .getByRole('button', { name: /^Propagating, \d+ s left$/ })
    .click()
  await third.getByRole('dialog').getByRole('link', { name: trunk.name }).click()
  await expect(third.getByRole('heading', { name: trunk.name, level: 1 })).toBeVisible()
  await expect(pillOf(third)).toBeVisible()
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('sees what authorises a trunk and is told why it cannot be changed', async ({ page }) => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const list = await makeAcl(api, '203.0.113.204')
    await linkAcl(api, trunk.id, list.id)
    await openPage(page, `${pageOf(trunk.id)}?link=accessControlLists`)
    await expect(page.getByRole('list', { name: 'Effective source IPs' })).toContainText('203.0.113.204/32')
    const unlink = page.getByRole('button', { name: `Unlink ${list.name}` })
    await expect(unlink).toHaveAttribute('aria-disabled', 'true')
    await expect(unlink).toHaveAccessibleDescription(/Your role is viewer/)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const viewer = await apiAs('viewer')
    const path = `${trunksPath}/${trunk.id}/accessControlLists`
    expect((await viewer.post(path, { data: { accessControlListIds: [list.id] } })).status()).toBe(403)
    expect((await viewer.delete(`${path}/${list.id}`)).status()).toBe(403)
  })
})
