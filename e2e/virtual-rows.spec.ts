import { expect, test } from '@playwright/test'
import { apiAs, control, createTrunk, openPage, stateOf } from './helpers'

const numbersPath = '/projects/sandbox/phone-numbers'

test.use({ storageState: stateOf('operator') })

test.beforeAll(async () => {
  await control('POST', 'seed', { numbers: 1_500 })
  // A write makes the lists be read again.
  await createTrunk(await apiAs('operator'))
})

test('a list in one piece holds few rows, tells how many there are, and is walked by keyboard from end to end', async ({
  page,
}) => {
  await openPage(page, `${numbersPath}?pageSize=all`)
  const table = page.getByRole('table', { name: 'Phone numbers of this project' })
  await expect(table.getByRole('row').nth(5)).toBeVisible()
  const total = Number(await table.getAttribute('aria-rowcount')) - 1
  expect(total).toBeGreaterThanOrEqual(1_500)
  expect(await table.getByRole('row').count()).toBeLessThan(80)
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText(
    `1–${total.toLocaleString('en-GB')}`,
  )

  const first = table.getByRole('checkbox', { name: /^Select \+/ }).first()
  const firstName = await first.getAttribute('aria-label')
  await first.focus()
  await page.keyboard.press('End')
  const last = table.locator(`tr[aria-rowindex="${total + 1}"]`).getByRole('checkbox')
  await expect(last).toBeFocused()
  await expect(last).toBeInViewport()
  await page.keyboard.press('ArrowUp')
  await expect(table.locator(`tr[aria-rowindex="${total}"]`).getByRole('checkbox')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(table.getByRole('checkbox', { name: firstName ?? '', exact: true })).toBeFocused()
  expect(await table.getByRole('row').count()).toBeLessThan(80)
})

test('rows are chosen across a list in one piece: by Shift and arrow, by Shift and press over rows that were never there, and all of them', async ({
  page,
}) => {
  await openPage(page, `${numbersPath}?pageSize=all&unassigned=1`)
  const table = page.getByRole('table', { name: 'Phone numbers of this project' })
  await expect(table.getByRole('row').nth(5)).toBeVisible()
  const total = Number(await table.getAttribute('aria-rowcount')) - 1
  const box = (index: number) => table.locator(`tr[aria-rowindex="${index + 2}"]`).getByRole('checkbox')
  const chosen = page.getByRole('group', { name: 'Selection' }).getByRole('status')
  await box(2).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(chosen).toHaveText('2 numbers selected')
  await expect(box(3)).toBeFocused()
  await page.getByRole('button', { name: 'Clear selection' }).click()

  await box(1).check()
  await box(1).focus()
  await page.keyboard.press('End')
  await expect(box(total - 1)).toBeFocused()
  await box(total - 1).click({ modifiers: ['Shift'] })
  await expect(chosen).toHaveText(`${(total - 1).toLocaleString('en-GB')} numbers selected`)
  await page.getByRole('button', { name: /^Select all .* matching$/ }).click()
  await expect(chosen).toHaveText(`${total.toLocaleString('en-GB')} numbers selected`)
})

test('a search and an order hold for the whole list, and the address keeps them', async ({ page }) => {
  await openPage(page, `${numbersPath}?pageSize=all&sort=-phoneNumber`)
  const table = page.getByRole('table', { name: 'Phone numbers of this project' })
  const numbers = table.getByRole('checkbox', { name: /^Select \+/ })
  await expect(numbers.first()).toBeVisible()
  const highest = await numbers.first().getAttribute('aria-label')
  await table.getByRole('button', { name: 'Phone number' }).click()
  await expect(page).toHaveURL(/pageSize=all/)
  await expect(numbers.first()).not.toHaveAttribute('aria-label', highest ?? '')
  await page.getByLabel('Search phone numbers').fill((highest ?? '').slice(-8))
  await expect(numbers).toHaveCount(1)
  await expect(numbers.first()).toHaveAttribute('aria-label', highest ?? '')
})
