import { expect, test } from '@playwright/test'
import { callsPage, callsPath, callsTable, happen, newNumber } from './calls-setup'
import { openPage, stateOf } from './helpers'

test.describe('calls that come later, or not at all', () => {
  test.use({ storageState: stateOf('viewer') })

  test('a call stays open when newer ones push it off the page', async ({ page }) => {
    test.slow()
    const from = newNumber()
    const [first] = await happen({ fromParty: from, sipCode: 486 })
    await openPage(page, `${callsPage}?from=${encodeURIComponent(from)}&pageSize=1`)
    const rows = callsTable(page).getByRole('row')
    await rows.nth(1).getByRole('button').click()
    const drawer = page.getByRole('complementary', { name: 'Call', exact: true })
    await expect(drawer).toContainText(first?.callId ?? '')
    await happen({ fromParty: from, sipCode: 503 })
    await expect(rows.nth(1)).toContainText('503', { timeout: 40_000 })
    await expect(drawer).toContainText(first?.callId ?? '')
    await page.getByRole('button', { name: 'Close' }).click()
    await expect(drawer).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  })

  test('what the archive lacks is said of the search, of its count and of its file', async ({ page }) => {
    await page.route(/\/api\/.*\/calls\?/, async (route) => {
      const answer = await route.fetch()
      const found = await answer.json()
      const coverage = { ...found.coverage, isWhole: false, missing: [], withoutDetails: 3 }
      await route.fulfill({ response: answer, json: { ...found, coverage } })
    })
    await openPage(page, `${callsPage}?last=7d&sipCode=486&callResult=BUSY`)
    await page.getByRole('button', { name: 'Refresh' }).click()
    const words = '3 of the newest calls have no details yet: a search by SIP code does not find them.'
    await expect(page.getByRole('region', { name: words })).toBeVisible()
    await expect(page.getByText(/^([\d,]+\+ calls|No calls known) from/)).toBeVisible()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await expect(page.getByRole('dialog').getByRole('note')).toContainText(words)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Export/ })
      .click()
    await expect(page.getByRole('dialog', { name: 'Export done' })).toContainText(
      `The file holds everything the archive has; ${words}`,
    )
  })
})
