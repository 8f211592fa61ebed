import { expect, test } from '@playwright/test'
import { callsPage, callsTable, inAddress } from './calls-setup'
import { apiAs, openPage, stateOf, unique } from './helpers'

test.describe('searches that are kept', () => {
  test.use({ storageState: stateOf('operator'), permissions: ['clipboard-read', 'clipboard-write'] })

  test('a search is saved, found again, shared by its address, renamed and deleted', async ({ page }) => {
    const name = unique('Failed calls')
    await openPage(page, `${callsPage}?last=7d&callResult=FAILED&minSeconds=0`)
    const saved = page.getByRole('button', { name: 'Saved', exact: true })
    const list = page.getByRole('dialog', { name: 'Saved searches' })
    await saved.click()
    await list.getByRole('button', { name: 'Save this search' }).click()
    await page.getByRole('dialog', { name: 'Save search' }).getByLabel('Name').fill(name)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Search saved')

    await openPage(page, `${callsPage}?direction=INBOUND`)
    await saved.click()
    await list.getByRole('button', { name, exact: true }).click()
    await expect(page).toHaveURL(/callResult=FAILED/)
    expect([inAddress(page, 'last'), inAddress(page, 'minSeconds'), inAddress(page, 'direction')]).toEqual([
      '7d',
      '0',
      null,
    ])
    await expect(callsTable(page).getByRole('row').nth(1)).toContainText('Failed')

    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect(page.getByText(/^Link copied/)).toBeVisible()
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()))
    expect(link.searchParams.get('last')).toBeNull()
    expect(link.searchParams.get('start')).toMatch(/Z$/)
    await openPage(page, link.href)
    await expect(callsTable(page).getByRole('row').nth(1)).toContainText('Failed')
    await expect(page.getByRole('button', { name: /^Time/ })).toContainText(' to ')

    const renamed = `${name} of the week`
    await saved.click()
    await list.getByRole('button', { name: `Rename ${name}` }).click()
    await page.getByRole('dialog', { name: 'Rename search' }).getByLabel('Name').fill(renamed)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Rename search' })).toHaveCount(0)
    await saved.click()
    await list.getByRole('button', { name: `Delete ${renamed}` }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete search' }).click()
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await saved.click()
    await expect(list.getByRole('button', { name: 'Save this search' })).toBeVisible()
    await expect(list.getByRole('button', { name: renamed, exact: true })).toHaveCount(0)
  })

  test('a viewer opens saved searches and cannot change them', async ({ browser }) => {
    const operator = await apiAs('operator')
    const name = unique('For viewers')
    const made = await operator.post('/api/projects/sandbox/savedSearches', {
      data: { name, search: 'last=1h' },
    })
    expect(made.status(), await made.text()).toBe(201)
    const { id } = await made.json()
    const viewer = await apiAs('viewer')
    expect((await viewer.delete(`/api/projects/sandbox/savedSearches/${id}`)).status()).toBe(403)
    const context = await browser.newContext({ storageState: stateOf('viewer') })
    const page = await context.newPage()
    await openPage(page, callsPage)
    await page.getByRole('button', { name: 'Saved', exact: true }).click()
    const list = page.getByRole('dialog', { name: 'Saved searches' })
    await expect(list.getByRole('button', { name: 'Save this search' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await expect(list.getByRole('button', { name: `Delete ${name}` })).toHaveCount(0)
    await list.getByRole('button', { name, exact: true }).click()
    await expect(page).toHaveURL(/last=1h/)
    await context.close()
    expect((await operator.delete(`/api/projects/sandbox/savedSearches/${id}`)).status()).toBe(204)
  })
})

test.describe('an archive that cannot be filled', () => {
  test.use({ storageState: stateOf('admin') })

  test('what is missing is said above the table, with why and what to do', async ({ page }) => {
    test.slow()
    const admin = await apiAs('admin')
    const id = unique('no-key')
    const made = await admin.post('/api/projects', {
      data: {
        name: id,
        upstream: 'sandbox',
        projectId: id,
        keyId: unique('key'),
        keySecret: unique('secret'),
        skipTest: true,
      },
    })
    expect(made.status(), await made.text()).toBe(201)
    try {
      await expect
        .poll(async () => (await (await admin.get(`/api/projects/${id}/calls/coverage`)).json()).state, {
          timeout: 30_000,
        })
        .toBe('failing')
      await page.goto(`/projects/${id}/calls?last=24h`)
      const notice = page.getByRole('region', { name: /^The archive does not hold all of this search/ })
      await expect(notice).toContainText('could not be read')
      await expect(notice.getByRole('link', { name: /^Replace the access key/ })).toBeVisible()
      await notice.getByRole('button', { name: 'Search it live' }).first().click()
      await expect(page).toHaveURL(/source=live/)
      await expect(page).toHaveURL(/start=/)

      await page.goto('/settings/projects')
      const row = page.getByRole('row').filter({ hasText: id })
      await expect(row).toContainText('Reading fails')
    } finally {
      const removed = await admin.delete(`/api/projects/${id}`, {
        headers: { 'if-match': made.headers().etag ?? '' },
      })
      expect(removed.status(), await removed.text()).toBe(204)
    }
  })

  test('an admin says for how long calls are kept, and is told what that deletes', async ({ page }) => {
    await page.goto('/settings/projects')
    const row = page.getByRole('row').filter({ hasText: 'sandbox' }).first()
    await expect(row).toContainText(/[\d,]+ calls/)
    await row.getByRole('button', { name: /^More for/ }).click()
    await page.getByRole('menuitem', { name: 'Call archive' }).click()
    const dialog = page.getByRole('dialog', { name: /^Call archive of/ })
    await dialog.getByLabel('Keep calls for so many days').fill('0')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByText('Enter 1 to 3,650 days')).toBeVisible()
    await dialog.getByLabel('Keep calls for so many days').fill('2')
    await expect(dialog.getByText(/are deleted from the archive, for everyone/)).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Save and delete older calls' })).toBeVisible()
    await dialog.getByLabel('Keep calls for so many days').fill('3650')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
      'Calls are kept for 3,650 days',
    )
    const admin = await apiAs('admin')
    const put = await admin.put('/api/projects/sandbox/calls/archive', { data: { keepDays: null } })
    expect(put.status(), await put.text()).toBe(200)
  })
})
