import { expect, test } from '@playwright/test'
import { callsPage, callsTable, happen, newNumber } from './calls-setup'
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
})
