import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { apiAs, control, openPage, stateOf } from './helpers'
import { numbersPage, project, rowOf, spaced } from './numbers'

test.describe('renting in the browser', () => {
  test.use({ storageState: stateOf('operator') })

  const firstForSale = async (api: APIRequestContext, pattern: string): Promise<string> => {
    const search = `regionCode=US&type=LOCAL&searchPattern=START&pattern=${pattern}`
    const { items } = await (await api.get(`${project}/availableNumbers?${search}`)).json()
    return items[0].phoneNumber
  }
  const rentButton = (page: Page, phoneNumber: string) =>
    page.getByRole('button', { name: new RegExp(`^Rent ${spaced(phoneNumber)}$`) })

  test('a number is found by its digits, rented at the price on the button, and released by writing it', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const phoneNumber = await firstForSale(api, '1312')
    await openPage(page, `${numbersPage}/rent`)
    await page.getByLabel('Where the digits stand').selectOption('Starts with')
    await page.getByLabel('Digits').last().fill('1312')
    await rentButton(page, phoneNumber).click()
    const dialog = page.getByRole('dialog', { name: /^Rent/ })
    await dialog.getByRole('button', { name: /^Rent for USD\s1\.00 a month$/ }).click()
    await expect(page).toHaveURL(/phone-numbers\?q=/)
    await expect(rowOf(page, phoneNumber)).toContainText('Unassigned')
    await rowOf(page, phoneNumber)
      .getByRole('button', { name: /^Actions/ })
      .click()
    await page.getByRole('menuitem', { name: 'Release' }).click()
    const release = page.getByRole('alertdialog')
    await expect(release.getByRole('button', { name: 'Release number' })).toBeDisabled()
    await release.getByLabel(/to confirm$/).fill(phoneNumber)
    await release.getByRole('button', { name: 'Release number' }).click()
    await expect(rowOf(page, phoneNumber)).toContainText('Released, until')
  })

  test('an order whose answer is lost is not repeated: it is in doubt until looking again finds the number', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const phoneNumber = await firstForSale(api, '1415')
    const encoded = encodeURIComponent(phoneNumber)
    await openPage(page, `${numbersPage}/rent?searchPattern=START&pattern=1415`)
    await rentButton(page, phoneNumber).click()
    await control('POST', 'faults', [
      { method: 'POST', path: `**/availableNumbers/${encoded}:rent`, count: 1, fault: { kind: 'dropAfter' } },
      {
        method: 'GET',
        path: `**/activeNumbers/${encoded}`,
        count: 5,
        fault: { kind: 'status', status: 503 },
      },
    ])
    const dialog = page.getByRole('dialog', { name: /^Rent/ })
    await dialog.getByRole('button', { name: /^Rent for/ }).dblclick()
    await expect(dialog.getByText(/was not ordered a second time/)).toBeVisible({ timeout: 40_000 })
    await expect(dialog.getByRole('button', { name: /^Rent for/ })).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.goto(numbersPage)
    const doubt = page.getByRole('region', { name: 'Orders in doubt' })
    await expect(doubt.getByText(new RegExp(spaced(phoneNumber)))).toBeVisible()
    await control('DELETE', 'faults')
    await doubt.getByRole('button', { name: 'Look again' }).click()
    await expect(page.getByText(/was rented: the order came through/)).toBeVisible()
    await expect(doubt).toHaveCount(0)
    const { requests } = await control<{ requests: { method: string; path: string }[] }>('GET', 'requests')
    expect(requests.filter(({ path }) => path.endsWith(`${encoded}:rent`))).toHaveLength(1)
  })

  test('a number that needs papers is not rented here, and the page says where', async ({ page }) => {
    await openPage(page, `${numbersPage}/rent?regionCode=GB`)
    await expect(page.getByRole('link', { name: /dashboard/ })).toBeVisible()
    const rent = page.getByRole('button', { name: /^Rent \+44/ }).first()
    await expect(rent).toHaveAttribute('aria-disabled', 'true')
    await rent.hover()
    await expect(page.getByText(/want documents for this number/).first()).toBeVisible()
  })
})
