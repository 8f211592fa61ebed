import { expect, test, type Page } from '@playwright/test'
import { apiAs, control, createTrunk, stateOf, trunksPath } from './helpers'

test.use({ storageState: stateOf('operator') })

async function openEdit(page: Page, trunk: { id: string; name: string }) {
  await page.goto(`/projects/sandbox/trunks/${trunk.id}`)
  await page.getByRole('button', { name: /^Edit/ }).click()
  return page.getByRole('dialog', { name: `Edit ${trunk.name}` })
}

/** What the browser does when someone comes back to the tab: every query that shows is asked again. */
async function comeBack(page: Page, trunkId: string) {
  const asked = page.waitForResponse(
    (answer) => answer.request().method() === 'GET' && answer.url().endsWith(`/trunks/${trunkId}`),
  )
  // Freshly read data is not asked for again at once.
  await page.clock.fastForward(11_000)
  await page.evaluate(() => {
    window.dispatchEvent(new Event('visibilitychange'))
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
  await asked
}

test('a trunk that changes behind an open dialog, and is read again meanwhile, is not overwritten: mine is offered beside theirs', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const trunk = await createTrunk(api)
  await page.clock.install()
  const dialog = await openEdit(page, trunk)
  await dialog.getByLabel('Name', { exact: true }).fill('Typed by me')
  await control('PUT', `objects/trunks/${trunk.id}`, { name: 'Set by them', enableCallerName: true })
  await comeBack(page, trunk.id)
  // The page behind shows the new name; what was typed stays.
  await expect(page.locator('h1').filter({ hasText: 'Set by them' })).toHaveCount(1)
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Typed by me')
  await dialog.getByRole('button', { name: 'Save trunk' }).click()
  const choice = page.getByRole('dialog', { name: 'Changed meanwhile' })
  await expect(choice).toContainText('Set by them')
  await expect(choice).toContainText('Typed by me')
  const read = async () => await (await api.get(`${trunksPath}/${trunk.id}`)).json()
  expect(await read()).toMatchObject({ name: 'Set by them', enableCallerName: true })
  // It changes once more while the choice is made, in another field: that one is taken over without asking.
  await choice.getByRole('group', { name: 'Name' }).getByText('Typed by me').click()
  await control('PUT', `objects/trunks/${trunk.id}`, { callForwardNumber: '+14155550177' })
  await choice.getByRole('button', { name: /^Save/ }).click()
  await expect(page.getByRole('heading', { name: 'Typed by me', level: 1 })).toBeVisible()
  expect(await read()).toMatchObject({
    name: 'Typed by me',
    enableCallerName: true,
    callForwardNumber: '+14155550177',
  })
})

test('two tabs of one person: the form that was opened first does not undo what the second saved (A22)', async ({
  page,
  context,
}) => {
  const api = await apiAs('operator')
  const trunk = await createTrunk(api)
  const first = await openEdit(page, trunk)
  const otherPage = await context.newPage()
  const second = await openEdit(otherPage, trunk)
  await second.getByRole('switch', { name: /Caller name lookup/ }).click()
  await second.getByRole('button', { name: 'Save trunk' }).click()
  await expect(second).toHaveCount(0)
  await first.getByLabel('Name', { exact: true }).fill('From the first tab')
  await first.getByRole('button', { name: 'Save trunk' }).click()
  // The two edits touch different fields, so nobody is asked; what was taken over is said.
  await expect(page.getByText(/Theirs was taken for Caller name lookup/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'From the first tab', level: 1 })).toBeVisible()
  expect(await (await api.get(`${trunksPath}/${trunk.id}`)).json()).toMatchObject({
    name: 'From the first tab',
    enableCallerName: true,
  })
  // The second tab, left alone since, saves on top of it without losing the new name.
  const late = await openEdit(otherPage, { ...trunk, name: 'From the first tab' })
  await expect(late.getByLabel('Name', { exact: true })).toHaveValue('From the first tab')
})
