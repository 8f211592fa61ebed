import { expect, test, type Page } from '@playwright/test'
import { apiAs, control, openPage, stateOf, unique, watchConsole } from './helpers'
import { freeNumbers } from './numbers'
import { answer, edgeOf, expectVerified, field, goOn, onboardingPath } from './onboarding-helpers'

test.use({ storageState: stateOf('operator') })

async function openWizard(page: Page): Promise<void> {
  await page.goto(`${onboardingPath}/new`)
  await expect(page.getByRole('heading', { level: 2, name: 'Which calls is it for?' })).toBeVisible()
}

async function nameTrunk(page: Page, name: string): Promise<void> {
  await field(page, 'Name').fill(name)
  await expect(field(page, 'Host name')).toHaveValue(name)
}

/** Chooses a number that nothing uses. */
async function chooseNumber(page: Page): Promise<void> {
  const [phoneNumber = ''] = await freeNumbers(await apiAs('operator'), 1)
  const numbers = page.getByRole('group', { name: 'Numbers of this project' })
  await numbers.getByLabel('Search numbers').fill(phoneNumber)
  await expect(numbers.getByRole('checkbox')).toHaveCount(1)
  await numbers.getByRole('checkbox').check()
  await expect(page.getByRole('heading', { name: '1 number chosen' })).toBeVisible()
}

async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up trunk' }).dblclick()
}

test('A: outbound calls from fixed addresses, by keyboard alone', async ({ page }) => {
  test.slow()
  const noProblems = watchConsole(page)
  const name = unique('keys')
  const { keyboard } = page
  /** Goes on with the tab key until this has the focus. */
  const reach = async (role: 'button' | 'radio' | 'textbox' | 'link', what: string | RegExp) => {
    const target = page.getByRole(role, { name: what, exact: typeof what === 'string' }).first()
    await expect(target).toBeVisible()
    for (let step = 0; step < 80; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await keyboard.press('Tab')
    }
    throw new Error(`the tab key does not lead to ${String(what)}`)
  }
  await openPage(page, '/projects/sandbox')
  await keyboard.press('Control+k')
  await keyboard.type('step by step')
  await expect(page.getByRole('option', { name: /step by step/ })).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Which calls is it for?' })).toBeVisible()
  await reach('radio', /^Both directions/)
  await keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^Outbound only/ })).toBeChecked()
  await reach('radio', /^By source IP/)
  await keyboard.press('Space')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'SIP trunk' })).toBeVisible()
  // The first empty field has the focus; Enter goes on from any of them.
  await expect(field(page, 'Name')).toBeFocused()
  await keyboard.type(name)
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Outbound calls' })).toBeVisible()
  await expect(field(page, 'IP ranges')).toBeFocused()
  await keyboard.type('203.0.113.64/28 - office')
  await reach('button', 'Continue')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Review' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'POST /accessControlLists' })).toBeVisible()
  await reach('button', 'Set up trunk')
  await keyboard.press('Enter')
  await expectVerified(page)
  const { edge } = await edgeOf(name)
  expect(edge.accessControlLists).toMatchObject([{ ipRanges: [{ ipAddress: '203.0.113.64', range: 28 }] }])
  noProblems()
})

test('B: inbound calls to a fixed address; the browser is closed in the middle and another operator finishes', async ({
  page,
  browser,
}) => {
  test.slow()
  const name = unique('handed')
  await openWizard(page)
  await answer(page, 'Which way do calls go?', 'Inbound only')
  await answer(page, 'How do inbound calls reach the PBX?', 'Fixed address')
  await goOn(page, 'SIP trunk')
  await nameTrunk(page, name)
  await goOn(page, 'Inbound calls')
  await field(page, 'Address of the PBX').fill('203.0.113.80')
  await goOn(page, 'Phone numbers')
  await expect(page.getByText('Kept as a draft').first()).toBeVisible()
  await page.context().close()

  const colleague = {
    email: `${unique('colleague')}@console.example`,
    password: 'a-long-colleague-password-1',
  }
  await (await apiAs('admin')).post('/api/users', { data: { ...colleague, role: 'operator' } })
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const other = await context.newPage()
  await other.goto('/sign-in')
  await other.getByLabel(/mail/).fill(colleague.email)
  await other.getByLabel('Password', { exact: true }).fill(colleague.password)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Onboarding' }).click()
  await other.getByRole('link', { name: `Go on with ${name}` }).click()
  // Nothing was lost, whichever way one goes.
  await expect(other.getByRole('heading', { level: 1, name: 'Set up a SIP trunk' })).toBeVisible()
  await other.goto(`${other.url().replace(/&step=.*/, '')}&step=inbound`)
  await expect(field(other, 'Address of the PBX')).toHaveValue('203.0.113.80')
  await goOn(other, 'Phone numbers')
  await chooseNumber(other)
  await goOn(other, 'Review')

  // The vendor goes away in the middle, and the browser is closed as well.
  await control('POST', 'faults', {
    method: 'POST',
    path: '/v1/**/endpoints',
    fault: { kind: 'status', status: 400 },
  })
  await start(other)
  await expect(other.getByText(/^Stopped at/)).toBeVisible({ timeout: 20_000 })
  const address = other.url()
  await context.close()
  await control('DELETE', 'faults')
  const third = await browser.newContext({ storageState: stateOf('operator') })
  const last = await third.newPage()
  await last.goto(address)
  await expect(last.getByText(`Started by ${colleague.email}`)).toBeVisible()
  await last.getByRole('button', { name: 'Try again' }).click()
  await expectVerified(last)
  const { edge } = await edgeOf(name)
  expect(edge.endpoints).toMatchObject([{ address: '203.0.113.80', port: 5060 }])
  await third.close()
})

test('D: inbound calls to a PBX that registers, with its password shown once', async ({ page }) => {
  test.slow()
  const noProblems = watchConsole(page)
  const name = unique('registers')
  await openWizard(page)
  await answer(page, 'Which way do calls go?', 'Inbound only')
  await answer(page, 'How do inbound calls reach the PBX?', 'It registers')
  await goOn(page, 'SIP trunk')
  await nameTrunk(page, name)
  await goOn(page, 'Inbound calls')
  await field(page, 'User name').fill(`user-${name}`)
  await expect(field(page, 'User who registers')).toHaveValue(`user-${name}`)
  await goOn(page, 'Phone numbers')
  await chooseNumber(page)
  await goOn(page, 'Review')
  // The link is a step of its own: without it every REGISTER would fail.
  await expect(page.getByRole('listitem').filter({ hasText: 'Link credential list' })).toBeVisible()
  await start(page)
  await expectVerified(page)
  await page.getByRole('button', { name: 'Show passwords' }).click()
  const passwords = page.getByRole('dialog', { name: /^Passwords of/ })
  await expect(passwords.getByRole('rowheader', { name: `user-${name}` })).toBeVisible()
  const password = await passwords.getByRole('cell').last().innerText()
  expect(password.trim()).toMatch(/^[A-Za-z2-9]{24}$/)
  await passwords.getByRole('button', { name: 'I have stored them' }).click()
  await expect(page.getByText('They were shown and are wiped.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('They were shown and are wiped.')).toBeVisible()
  expect(await page.content()).not.toContain(password.trim())
  const { edge } = await edgeOf(name)
  expect(edge.credentialLists).toHaveLength(1)
  expect(edge.endpoints).toMatchObject([{ isRegistered: true }])
  noProblems()
})

test('E: outbound calls by user name; a host name that is taken is answered differently', async ({
  page,
}) => {
  test.slow()
  const name = unique('digest')
  await openWizard(page)
  await answer(page, 'Which way do calls go?', 'Outbound only')
  await answer(page, 'How are outbound calls let through?', 'By user name')
  await goOn(page, 'SIP trunk')
  await field(page, 'Name').fill(name)
  // It belongs to another customer of the vendor, which only the vendor knows.
  await field(page, 'Host name').fill('taken')
  await goOn(page, 'Outbound calls')
  await field(page, 'User name').fill(`user-${name}`)
  await goOn(page, 'Review')
  await start(page)
  await expect(page.getByText(/^Stopped at/)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/domain name is unavailable/).first()).toBeVisible()
  await expect(page.getByText('Nothing was made before it.')).toBeVisible()
  await page.getByRole('link', { name: 'Change the answer' }).click()
  await expect(field(page, 'Host name')).toHaveValue('taken')
  await field(page, 'Host name').fill(name)
  await goOn(page, 'Outbound calls')
  await goOn(page, 'Review')
  await page.getByRole('button', { name: 'Go on with these answers' }).click()
  await expectVerified(page)
  const { edge } = await edgeOf(name)
  expect(edge.credentialLists).toHaveLength(1)
})

test('a draft that is thrown away is gone, also for whoever has its address', async ({ page }) => {
  const api = await apiAs('operator')
  const name = unique('thrown-away')
  const answers = { direction: 'outbound', authorise: 'address', trunk: { use: 'new', name, hostName: name } }
  const draft = await (await api.post(`/api${onboardingPath}/drafts`, { data: { answers } })).json()
  await page.goto(onboardingPath)
  await page.getByRole('button', { name: `Discard ${name}` }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Discard/ })
    .click()
  await expect(page.getByRole('link', { name: `Go on with ${name}` })).toHaveCount(0)
  await page.goto(`${onboardingPath}/new?draft=${draft.id}`)
  await expect(page.getByText(/no such draft|not there any more|thrown away/).first()).toBeVisible()
})
