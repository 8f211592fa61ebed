import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe-check'
import { apiAs, control, createTrunk, openPage, stateOf, unique } from './helpers'
import { assign, freeNumbers, trunkOf } from './numbers'
import { answer, field, goOn, onboardingPath, startRun } from './onboarding-helpers'

const apiPath = `/api${onboardingPath}`

/** A draft with everything answered, opened at a step. */
async function draftOf(change: Record<string, unknown>): Promise<string> {
  const name = unique('draft')
  const answers = {
    direction: 'outbound',
    authorise: 'address',
    trunk: { use: 'new', name, hostName: name },
    accessControlList: { use: 'new', name: `${name} sources`, lines: '203.0.113.5' },
    ...change,
  }
  const draft = await (
    await (await apiAs('operator')).post(`${apiPath}/drafts`, { data: { answers } })
  ).json()
  return `${onboardingPath}/new?draft=${draft.id}`
}

test.describe('as an operator', () => {
  test.use({ storageState: stateOf('operator') })

  test('a host name of this project is said before anything is made, and that trunk can be used', async ({
    page,
  }) => {
    const theirs = await createTrunk(await apiAs('operator'))
    const path = await draftOf({ trunk: { use: 'new', name: unique('mine'), hostName: theirs.hostName } })
    await page.goto(`${path}&step=review`)
    await expect(page.getByText(`is that of the SIP trunk “${theirs.name}” of this project`)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Set up trunk' })).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('button', { name: 'Go to SIP trunk' }).click()
    await expect(field(page, 'Host name')).toBeFocused()
    await goOn(page, 'Outbound calls')
    await goOn(page, 'Review')
    await page.getByRole('button', { name: 'Use the trunk that is there' }).click()
    await expect(page.getByText(/nothing in the way/).first()).toBeAttached()
    await expect(page.getByRole('listitem').filter({ hasText: 'POST /trunks' }).first()).toContainText(
      theirs.id,
    )
  })

  test('a number on another trunk is asked about and never taken without a word', async ({ page }) => {
    test.slow()
    const api = await apiAs('operator')
    const other = await createTrunk(api)
    const [phoneNumber = ''] = await freeNumbers(api, 1)
    await assign(api, other.id, [phoneNumber])
    const path = await draftOf({
      direction: 'inbound',
      pbx: 'fixed',
      endpoint: {
        isRegistered: false,
        name: 'PBX',
        address: '203.0.113.9',
        port: 5060,
        transport: 'UDP',
        priority: 1,
      },
      numbers: { assign: [{ phoneNumber, mayLeave: [] }], rent: [] },
    })
    await page.goto(`${path}&step=review`)
    await expect(page.getByText(`is used by the SIP trunk “${other.name}”`)).toBeVisible()
    expect(await trunkOf(api, phoneNumber)).toBe(other.id)
    await page.getByRole('button', { name: /^Take it from/ }).click()
    await expect(page.getByRole('button', { name: 'Set up trunk' })).toBeEnabled()
    await page.getByRole('button', { name: 'Set up trunk' }).click()
    await expect(page).toHaveURL(/onboarding\/[0-9A-Z]{26}/)
    await expect
      .poll(async () => (await trunkOf(api, phoneNumber)) !== other.id, { timeout: 30_000 })
      .toBe(true)
  })

  test('ranges that the linter refuses and an address that is none stay in their fields, with one sentence', async ({
    page,
  }) => {
    await page.goto(`${onboardingPath}/new`)
    await answer(page, 'Which way do calls go?', 'Both directions')
    await answer(page, 'How are outbound calls let through?', 'By source IP')
    await answer(page, 'How do inbound calls reach the PBX?', 'Fixed address')
    await goOn(page, 'SIP trunk')
    await field(page, 'Name').fill(unique('refused'))
    await goOn(page, 'Outbound calls')
    const ranges = field(page, 'IP ranges')
    for (const [text, sentence] of [
      ['0.0.0.0/0', /Line 1: /],
      ['203.0.113.5/33', /Line 1: /],
      ['office', /Line 1: /],
    ] as const) {
      await ranges.fill(text)
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page.getByText(sentence).first()).toBeVisible()
      await expect(ranges).toHaveValue(text)
      await expect(ranges).toHaveAttribute('aria-invalid', 'true')
    }
    await ranges.fill('203.0.113.5')
    await goOn(page, 'Inbound calls')
    const address = field(page, 'Address of the PBX')
    for (const text of ['300.1.1.1', 'sip:pbx.example.com', '']) {
      await address.fill(text)
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(address).toHaveAttribute('aria-invalid', 'true')
      await expect(address).toBeFocused()
      await expect(address).toHaveValue(text)
    }
    // Back and forth, and a reload, lose nothing.
    await address.fill('pbx.example.com')
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(ranges).toHaveValue('203.0.113.5')
    await goOn(page, 'Inbound calls')
    await expect(address).toHaveValue('pbx.example.com')
    await goOn(page, 'Phone numbers')
    await page.reload()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(address).toHaveValue('pbx.example.com')
  })

  test('a vendor that is away parks the run, and it goes on by itself', async ({ page }) => {
    test.slow()
    const rule = {
      method: 'POST',
      path: '/v1/**/trunks/*/accessControlLists',
      fault: { kind: 'resetBefore' },
    }
    await control('POST', 'faults', rule)
    try {
      const run = await startRun()
      await page.goto(run.path)
      await expect(page.getByText('It waits.', { exact: true })).toBeVisible({ timeout: 20_000 })
    } finally {
      await control('DELETE', 'faults')
    }
    await expect(page.getByRole('list', { name: 'Checks' })).toBeVisible({ timeout: 40_000 })
  })

  test('what was made is taken back after a word, and the list says so', async ({ page }) => {
    const run = await startRun()
    await page.goto(run.path)
    await expect(page.getByRole('list', { name: 'Checks' })).toBeVisible({ timeout: 20_000 })
    await page.getByRole('button', { name: 'Undo what was made' }).first().click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText('1 SIP trunk')
    await dialog.getByRole('button', { name: 'Undo what was made' }).click()
    await expect(page.getByText('Undone.', { exact: true })).toBeVisible({ timeout: 20_000 })
    const trunks = await (
      await (await apiAs('viewer')).get(`/api/projects/sandbox/trunks?q=${run.name}`)
    ).json()
    expect(trunks.total).toBe(0)
    await page.goto(onboardingPath)
    await expect(page.getByRole('row').filter({ hasText: run.name })).toContainText('Undone')
  })

  test('the pages are clean and nothing spills over', async ({ page }) => {
    test.slow()
    const run = await startRun()
    await page.goto(run.path)
    await expect(page.getByRole('list', { name: 'Checks' })).toBeVisible({ timeout: 20_000 })
    await expectAccessible(page, 'run')
    await openPage(page, onboardingPath)
    await expectAccessible(page, 'onboarding')
    await openPage(page, `${onboardingPath}/new`)
    await expectAccessible(page, 'first question')
    const path = await draftOf({
      direction: 'both',
      authorise: 'both',
      pbx: 'fixed',
      credentialList: { use: 'new', name: unique('list'), usernames: [unique('user')] },
      endpoint: {
        isRegistered: false,
        name: 'PBX',
        address: '203.0.113.9',
        port: 5060,
        transport: 'UDP',
        priority: 1,
      },
      numbers: { assign: [], rent: [] },
    })
    for (const [step, title] of [
      ['trunk', 'SIP trunk'],
      ['outbound', 'Outbound calls'],
      ['inbound', 'Inbound calls'],
      ['numbers', 'Phone numbers'],
      ['review', 'Review'],
    ] as const) {
      await page.goto(`${path}&step=${step}`)
      await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      await expectAccessible(page, step)
    }
  })
})

test.describe('as a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('runs can be read and none started', async ({ page }) => {
    const run = await startRun()
    await page.goto(onboardingPath)
    await page.getByRole('link', { name: run.name }).click()
    await expect(page.getByRole('heading', { level: 1, name: `Set up “${run.name}”` })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Checks' })).toBeVisible({ timeout: 20_000 })
    for (const button of await page.getByRole('button', { name: 'Undo what was made' }).all())
      await expect(button).toHaveAttribute('aria-disabled', 'true')
    await page.goto(`${onboardingPath}/new`)
    await expect(page.getByRole('radio')).toHaveCount(0)
    await expect(page.getByText(/operator/).first()).toBeVisible()
    const api = await apiAs('viewer')
    for (const part of ['undo', 'resume', 'passwords'])
      expect((await api.post(`${apiPath}/${run.id}/${part}`, { data: {} })).status()).toBe(403)
  })
})
