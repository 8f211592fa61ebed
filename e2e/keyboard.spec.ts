import { expect, test, type Page } from '@playwright/test'
import { apiAs, createTrunk, stateOf, watchConsole } from './helpers'

test.use({ storageState: stateOf('operator') })

const trunksUrl = '/projects/sandbox/trunks'

async function openTrunks(page: Page): Promise<void> {
  await page.goto(trunksUrl)
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
}

test('Ctrl K opens the palette and what is typed at once finds a trunk', async ({ page }) => {
  const trunk = await createTrunk(await apiAs('operator'))
  await openTrunks(page)
  // Not a moment is waited: the palette is loaded by this very key.
  await page.keyboard.press('Control+k')
  await page.keyboard.type(trunk.hostName)
  await expect(page.getByPlaceholder('Search trunks, numbers, lists, addresses, pages')).toHaveValue(
    trunk.hostName,
  )
  await expect(page.getByRole('option', { name: new RegExp(trunk.hostName) })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: trunk.name, level: 1 })).toBeVisible()
})

test('Escape closes a menu and a filter and gives the focus back to its button', async ({ page }) => {
  const noProblems = watchConsole(page)
  await openTrunks(page)
  for (const name of [/^Project: /, 'Theme', /^You: /]) {
    const button = page.getByRole('button', { name })
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(button).toBeFocused()
  }
  await page.goto('/projects/sandbox/calls')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  for (const name of [/^From/, /^Trunk/, /^Result/]) {
    const button = page.getByRole('button', { name })
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(button).toBeFocused()
  }
  noProblems()
})

test('taking a filter back leaves the focus on the filter', async ({ page }) => {
  await page.goto('/projects/sandbox/calls?callResult=FAILED')
  await page.getByRole('button', { name: 'Clear result' }).press('Enter')
  await expect(page).not.toHaveURL(/callResult/)
  await expect(page.getByRole('button', { name: /^Result/ })).toBeFocused()
})

/** Confirms with the keyboard, once the plan is there to be confirmed. */
async function confirmDelete(page: Page): Promise<void> {
  const verb = page.getByRole('alertdialog').getByRole('button', { name: 'Delete trunk' })
  await expect(verb).toBeEnabled()
  await verb.press('Enter')
}

test('after a delete it is said and the heading has the focus, on the list and on the page of the trunk', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const [first, second] = [await createTrunk(api), await createTrunk(api)]
  const messages = page.getByRole('region', { name: 'Messages' })

  await page.goto(`${trunksUrl}?q=${first.hostName}`)
  await page.getByRole('button', { name: `Actions for ${first.name}` }).press('Enter')
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
  await confirmDelete(page)
  await expect(messages).toContainText(`SIP trunk ${first.name} deleted`)
  await expect(page.getByRole('heading', { name: 'SIP trunks', level: 1 })).toBeFocused()

  await page.goto(`${trunksUrl}/${second.id}`)
  await page.getByRole('button', { name: 'Delete' }).press('Enter')
  await confirmDelete(page)
  await expect(messages).toContainText(`SIP trunk ${second.name} deleted`)
  await expect(page.getByRole('heading', { name: 'SIP trunks', level: 1 })).toBeFocused()
})

test('after a create it is said and the heading of the new page has the focus', async ({ page }) => {
  await openTrunks(page)
  await page.getByRole('button', { name: 'Create SIP trunk' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Create SIP trunk' })
  const name = `Made ${Date.now()}`
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('Host name').fill(name.toLowerCase().replace(' ', '-'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(`${name} created`)
  await expect(page.getByRole('heading', { name, level: 1 })).toBeFocused()
})

test('the next page of a table begins at its head and is announced', async ({ page }) => {
  const api = await apiAs('operator')
  const known = (await (await api.get(`/api/projects/sandbox/trunks?pageSize=1`)).json()).total
  for (let index = known; index < 27; index += 1) await createTrunk(api)
  await page.setViewportSize({ width: 1024, height: 500 })
  await page.goto(`${trunksUrl}?pageSize=25`)
  const next = page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Next' })
  await next.scrollIntoViewIfNeeded()
  const firstRow = page.getByRole('table').locator('tbody').getByRole('row').first()
  await expect(firstRow).not.toBeInViewport()
  await next.press('Enter')
  await expect(page).toHaveURL(/page=2/)
  await expect(page.getByText(/^Page 2 of \d+$/)).toHaveCount(1)
  await expect(firstRow).toBeInViewport()
})

test('the palette does not open over a dialog that is being filled in', async ({ page }) => {
  await page.goto(`${trunksUrl}?create=1`)
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Half a name')
  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('Search trunks, numbers, lists, addresses, pages')).toHaveCount(0)
  await expect(page.getByRole('dialog').getByLabel('Name', { exact: true })).toHaveValue('Half a name')
})
