import { expect, test } from '@playwright/test'
import { people, unique, watchConsole } from './helpers'

test('sign in, find a trunk, make one, read its domain, and search calls by prefix and result', async ({
  page,
}) => {
  const noProblems = watchConsole(page)
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('E-mail address').fill(people.admin.email)
  await page.getByLabel('Password').fill(people.admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()

  const navigation = page.getByRole('navigation', { name: 'Main' })
  await expect(page.getByText('sandbox', { exact: false }).first()).toBeVisible()
  await navigation.getByRole('link', { name: 'SIP trunks' }).click()
  await expect(page.getByRole('heading', { name: 'SIP trunks', level: 1 })).toBeVisible()
  const table = page.getByRole('table', { name: 'SIP trunks of this project' })
  expect(await table.getByRole('row').count()).toBeGreaterThan(3)

  const hostName = unique('head-office')
  await page.getByRole('button', { name: 'Create SIP trunk' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Create SIP trunk' })
  await dialog.getByLabel('Name', { exact: true }).fill('Head office')
  await dialog.getByLabel('Host name').fill(hostName)
  await dialog.getByRole('button', { name: 'Create trunk' }).click()
  await expect(page.getByRole('heading', { name: 'Head office', level: 1 })).toBeVisible()
  await expect(
    page.getByText(new RegExp(`^${hostName}\\.(pstn|elastic-sip)\\.sinch\\.com$`)).first(),
  ).toBeVisible()

  await navigation.getByRole('link', { name: 'SIP trunks' }).click()
  await page.getByLabel('Search trunks').fill(hostName)
  await expect(table.getByRole('row')).toHaveCount(2)

  await navigation.getByRole('link', { name: 'Calls' }).click()
  await expect(page.getByRole('heading', { name: 'Calls', level: 1 })).toBeVisible()
  await page.goto('/projects/sandbox/calls?last=30d&to=%2B4&callResult=FAILED')
  const calls = page.getByRole('table', { name: /^Calls/ })
  await expect(calls.getByRole('row').nth(1)).toBeVisible()
  for (const row of (await calls.getByRole('row').all()).slice(1, 6))
    await expect(row).toContainText(/Failed/)
  noProblems()
})

test('signing out ends the session at once, and the way back is kept', async ({ page, request }) => {
  await page.goto('/projects/sandbox/trunks?sort=-name')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('E-mail address').fill(people.viewer.email)
  await page.getByLabel('Password').fill(people.viewer.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/projects\/sandbox\/trunks\?sort=-name/)
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  expect((await request.get('/api/session', { headers: { cookie } })).status()).toBe(200)
  await page.getByRole('button', { name: /^You: / }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect((await request.get('/api/session', { headers: { cookie } })).status()).toBe(401)
})

test('a wrong password is refused in one sentence that does not tell who exists', async ({ page }) => {
  const sentences: string[] = []
  for (const email of [people.operator.email, 'nobody@console.example']) {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password').fill('not-the-password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
    sentences.push((await page.getByRole('alert').filter({ hasText: /\w/ }).textContent()) ?? '')
    await expect(page.getByLabel('E-mail address')).toHaveValue(email)
  }
  expect(sentences[0]).toBe(sentences[1])
})
