import { expect, test as setup } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiAs, people, signIn, stateOf, unique, watchConsole } from './helpers'

/** The token as it is now: five wrong tries replace it, so it is read when it is needed. */
function setupToken(): string {
  return readFileSync(join(process.env.E2E_DATA_DIR ?? '', 'setup-token'), 'utf8').trim()
}

setup('a wrong token is refused in one sentence, and what was typed stays', async ({ page }) => {
  await page.goto('/setup')
  await page.getByLabel('Set-up token').fill('this-is-not-the-token')
  await page.getByLabel('Your e-mail address').fill(people.admin.email)
  await page.getByLabel('Password', { exact: true }).fill(people.admin.password)
  await page.getByLabel('Password again').fill(people.admin.password)
  await page.getByRole('button', { name: 'Create the first admin' }).click()
  await expect(page.getByText(/This set-up token is not valid/).first()).toBeVisible()
  await expect(page.getByLabel('Your e-mail address')).toHaveValue(people.admin.email)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue(people.admin.password)
})

setup(
  'no token, no set-up: of two hundred wrong claims ten are looked at, one answer each (S20)',
  async () => {
    const api = await apiAs(null)
    const { email, password } = people.admin
    const claim = (token: string) => api.post('/api/setup', { data: { token, email, password } })
    const wrong = await Promise.all(Array.from({ length: 200 }, (_, index) => claim(`wrong-${index}`)))
    const statuses = wrong.map((answer) => answer.status())
    expect([...new Set(statuses)].sort()).toEqual([403, 429])
    // The page above has used the first of ten.
    expect(statuses.filter((status) => status === 403)).toHaveLength(9)
    const refused = wrong.filter((answer) => answer.status() === 403)
    const sentences = await Promise.all(refused.map(async (answer) => (await answer.json()).error.message))
    expect(new Set(sentences).size).toBe(1)
  },
)

setup('from a fresh console to a trunk with its domain and a search of its calls', async ({ page }) => {
  await page.goto('/setup')
  await page.getByLabel('Your e-mail address').fill(people.admin.email)
  await page.getByLabel('Password', { exact: true }).fill(people.admin.password)
  await page.getByLabel('Password again').fill(people.admin.password)
  // However many strangers have tried from this address, whoever holds the token gets in.
  const noProblems = watchConsole(page)
  await page.getByLabel('Set-up token').fill(setupToken())
  await page.getByRole('button', { name: 'Create the first admin' }).click()

  const navigation = page.getByRole('navigation', { name: 'Main' })
  await navigation.getByRole('link', { name: 'SIP trunks' }).click()
  await expect(page.getByRole('heading', { name: 'SIP trunks', level: 1 })).toBeVisible()
  const table = page.getByRole('table', { name: 'SIP trunks of this project' })
  await expect(table.getByRole('row', { name: /head-office/ })).toBeVisible()

  const hostName = unique('journey')
  await page.getByRole('button', { name: 'Create SIP trunk' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Create SIP trunk' })
  await dialog.getByLabel('Name', { exact: true }).fill('Journey')
  await dialog.getByLabel('Host name').fill(hostName)
  await dialog.getByRole('button', { name: 'Create trunk' }).click()
  await expect(page.getByRole('heading', { name: 'Journey', level: 1 })).toBeVisible()
  await navigation.getByRole('link', { name: 'SIP trunks' }).click()
  await page.getByLabel('Search trunks').fill(hostName)
  const row = table.getByRole('row', { name: new RegExp(hostName) })
  await expect(row).toContainText(new RegExp(`${hostName}\\.(pstn|elastic-sip)\\.sinch\\.com`))

  await navigation.getByRole('link', { name: 'Calls' }).click()
  await page.getByRole('button', { name: /^Time/ }).click()
  await page.getByText('Last 30 days').click()
  await page.getByRole('button', { name: /^To / }).click()
  await page.getByRole('dialog', { name: 'To' }).getByLabel('To begins with').fill('+46')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Result/ }).click()
  await page.getByRole('dialog', { name: 'Result' }).getByText('Failed').click()
  await expect(page).toHaveURL(/callResult=FAILED/)
  await expect(page).toHaveURL(/to=%2B46/)
  const calls = page.getByRole('table', { name: /^Calls/ })
  await expect(calls.getByRole('row').nth(1)).toContainText('Failed')
  await expect(calls.getByRole('row').nth(1)).toContainText('+46')
  const closed = await (await apiAs(null)).post('/api/setup', { data: { token: 'any', ...people.admin } })
  expect(closed.status()).toBe(429)
  noProblems()
})

setup('admin, operator and viewer sign in', async () => {
  const admin = await apiAs(null)
  await signIn(admin, people.admin.email, people.admin.password)
  expect((await admin.get('/api/session')).status()).toBe(200)
  await admin.storageState({ path: stateOf('admin') })

  for (const person of ['operator', 'viewer'] as const) {
    const { email, password } = people[person]
    const made = await admin.post('/api/users', { data: { email, password, role: person } })
    expect(made.status(), await made.text()).toBe(201)
    const api = await apiAs(null)
    await signIn(api, email, password)
    expect((await (await api.get('/api/session')).json()).user).toMatchObject({ email, role: person })
    await api.storageState({ path: stateOf(person) })
  }
})
