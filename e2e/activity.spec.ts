import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe-check'
import {
  apiAs,
  createTrunk,
  openPage,
  people,
  signIn,
  stateOf,
  trunksPath,
  unique,
  watchConsole,
} from './helpers'

const pagePath = '/projects/sandbox/activity'
const drawer = (page: Page) => page.getByRole('complementary', { name: 'Entry' })
const table = (page: Page) => page.getByRole('table', { name: 'Activity, newest first' })

/** A trunk with a change that was made and one that was refused. */
async function changedTrunk() {
  const api = await apiAs('operator')
  const trunk = await createTrunk(api)
  const name = unique('Renamed')
  const headers = { 'if-match': trunk.etag }
  const changed = await api.put(`${trunksPath}/${trunk.id}`, { data: { name }, headers })
  expect(changed.status()).toBe(200)
  const refused = await api.put(`${trunksPath}/${trunk.id}`, { data: { name: 'Too late' }, headers })
  expect(refused.status()).toBe(412)
  return { ...trunk, renamed: name, requestId: changed.headers()['x-request-id'] ?? '' }
}

test.describe('activity of a project', () => {
  test.use({ storageState: stateOf('viewer') })

  test('says who did what to what from where; an entry has its request, its fields before and after, and its refusal', async ({
    page,
  }) => {
    const noProblems = watchConsole(page)
    const trunk = await changedTrunk()
    await page.goto(`/projects/sandbox/trunks/${trunk.id}/settings`)
    await page.getByRole('link', { name: 'Who changed this trunk' }).click()
    const rows = table(page).getByRole('row')
    await expect(rows).toHaveCount(4)
    await expect(rows.nth(1)).toContainText('Tried to change SIP trunk')
    await expect(rows.nth(1)).toContainText('Refused or failed')
    await expect(rows.nth(2)).toContainText(
      /Changed SIP trunk.*operator@console\.example.*127\.0\.0\.1.*Done/,
    )
    await expect(rows.nth(3)).toContainText('Created SIP trunk')
    await rows.nth(2).getByRole('button', { name: 'Changed SIP trunk' }).click()
    await expect(page).toHaveURL(/entry=/)
    const fields = drawer(page).getByRole('list', { name: 'Changed fields' }).getByRole('listitem')
    await expect(fields).toHaveText([`nameBefore${trunk.name}After${trunk.renamed}`])
    await expect(drawer(page).getByText(trunk.requestId)).toBeVisible()
    await expect(drawer(page).getByRole('button', { name: 'Copy request id' })).toBeVisible()
    await page.keyboard.press('ArrowUp')
    await expect(drawer(page).getByText(/changed by someone else since you opened it/)).toBeVisible()
    await expect(drawer(page).getByText('Asked for')).toBeVisible()
    await page.reload()
    await expect(drawer(page).getByText(/changed by someone else/)).toBeVisible()
    await page.keyboard.press('Tab')
    await drawer(page).getByRole('button', { name: 'Close' }).click()
    await expect(drawer(page)).toHaveCount(0)
    await rows.nth(2).getByRole('link', { name: trunk.renamed }).click()
    await expect(page.getByRole('heading', { name: trunk.renamed, level: 1 })).toBeVisible()
    noProblems()
  })

  test('is filtered by person, action, outcome, request and time, all in the address, and the back button goes back', async ({
    page,
  }) => {
    const trunk = await changedTrunk()
    await page.goto(`${pagePath}?object=${trunk.id}`)
    const rows = table(page).getByRole('row')
    await expect(rows).toHaveCount(4)
    await page.getByLabel('Outcome').selectOption({ label: 'Refused or failed' })
    await expect(rows).toHaveCount(2)
    await expect(page).toHaveURL(/outcome=failed/)
    await page.goBack()
    await expect(rows).toHaveCount(4)
    await page.getByLabel('Person').fill('admin@')
    await expect(page.getByText('No entry fits these filters')).toBeVisible()
    await page.getByLabel('Person').fill('OPERATOR')
    await expect(rows).toHaveCount(4)
    await page.getByLabel('Request id').fill(trunk.requestId)
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(1)).toContainText(trunk.renamed)
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(page).toHaveURL(/\/activity$/)
    await expect(page.getByLabel('Request id')).toHaveValue('')
    await page.getByLabel('Action').selectOption({ label: 'SIP trunk' })
    await page.getByLabel('Object').fill(trunk.renamed.toUpperCase())
    // The refused change is about it too: it bore this name before.
    await expect(rows).toHaveCount(3)
    await page.getByRole('button', { name: /^Time/ }).click()
    const time = page.getByRole('dialog', { name: 'Time' })
    await time.getByLabel('From').fill('2026-01-02T00:00')
    await time.getByLabel('Until').fill('2026-01-01T00:00')
    await time.getByRole('button', { name: 'Search these times' }).click()
    await expect(time.getByText('The search begins after it ends. Swap the two times.')).toBeVisible()
    await time.getByLabel('From').fill('')
    await time.getByRole('button', { name: 'Search these times' }).click()
    await expect(page.getByText('No entry fits these filters')).toBeVisible()
    await page.goto(`${pagePath}?outcome=maybe&since=yesterday`)
    await expect(page.getByText('The outcome is ok, failed or unknown.')).toBeVisible()
    await expect(page.getByText(/Write times in ISO form/)).toBeVisible()
  })

  test('goes back page by page to the first entry', async ({ page }) => {
    const api = await apiAs('operator')
    const name = unique('Many')
    const trunk = await createTrunk(api, { name })
    for (let index = 0; index < 54; index += 1) {
      // A save that changes nothing is recorded as well.
      await api.put(`${trunksPath}/${trunk.id}`, { data: { name }, headers: { 'if-match': trunk.etag } })
    }
    await page.goto(`${pagePath}?object=${trunk.id}`)
    const rows = table(page).getByRole('row')
    await expect(rows).toHaveCount(51)
    await page.getByRole('button', { name: 'Show older entries' }).click()
    await expect(rows).toHaveCount(56)
    await expect(rows.last()).toContainText('Created SIP trunk')
    await expect(page.getByText('That is the first entry.')).toBeVisible()
  })

  test('holds no secret that was sent', async ({ page }) => {
    const name = unique('secrets')
    const password = `Aa1${unique('secret-password')}`
    const made = await (
      await apiAs('operator')
    ).post('/api/projects/sandbox/credentialLists', {
      data: { name, credentials: [{ username: unique('user'), password }] },
    })
    expect(made.status()).toBe(201)
    await page.goto(`${pagePath}?object=${name}`)
    await table(page).getByRole('button', { name: 'Created credential list' }).click()
    await expect(drawer(page).getByText('[removed]')).toBeVisible()
    expect(await page.content()).not.toContain(password)
    const answer = await (await apiAs('viewer')).get('/api/projects/sandbox/activity?pageSize=200')
    expect(await answer.text()).not.toContain(password)
  })

  test('of the console as a whole is not for viewers', async ({ page }) => {
    await page.goto('/settings/projects')
    await expect(page.getByRole('link', { name: 'My sessions' })).toBeVisible()
    await expect(page.locator('main').getByRole('link', { name: 'Activity' })).toHaveCount(0)
    await page.goto('/settings/activity')
    await expect(page.getByText('There is no such page')).toBeVisible()
    expect((await (await apiAs('operator')).get('/api/activity')).status()).toBe(403)
  })
})

test.describe('an admin', () => {
  test.use({ storageState: stateOf('admin') })

  test('sees who signed in and what was done to users, and both pages are accessible', async ({ page }) => {
    test.slow()
    await changedTrunk()
    expect(await signIn(await apiAs(null), people.viewer.email, people.viewer.password)).toBeLessThan(400)
    await openPage(page, '/settings/activity?action=sessions')
    await expect(table(page).getByRole('row').filter({ hasText: 'Signed in' }).first()).toContainText(
      people.viewer.email,
    )
    await expect(table(page).getByText('SIP trunk')).toHaveCount(0)
    await expectAccessible(page, 'activity of the console')
    await openPage(page, pagePath)
    await expectAccessible(page, 'activity')
    await table(page).getByRole('button', { name: 'Changed SIP trunk', exact: true }).first().click()
    await expect(drawer(page)).toBeVisible()
    await expectAccessible(page, 'drawer of an entry')
  })
})
