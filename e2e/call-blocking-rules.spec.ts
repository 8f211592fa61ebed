import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe-check'
import { apiAs, control, openPage, stateOf, unique, watchConsole } from './helpers'

const rulesPath = '/api/projects/sandbox/callBlockingRules'
const pagePath = '/projects/sandbox/call-blocking-rules'

async function createRule(fields: Record<string, unknown> = {}) {
  const name = unique('rule')
  const data = { name, direction: 'OUTBOUND', calleeMatch: '88216', ...fields }
  const answer = await (await apiAs('operator')).post(rulesPath, { data })
  expect(answer.status(), await answer.text()).toBe(201)
  const rule: { id: string; name: string } = await answer.json()
  return { ...rule, etag: answer.headers().etag ?? '' }
}

async function storedRule(name: string) {
  const page = await (await (await apiAs('viewer')).get(`${rulesPath}?q=${name}`)).json()
  return page.items[0]
}

test.describe('call blocking rules in the browser', () => {
  test.use({ storageState: stateOf('operator') })

  test('a rule is created by country name and prefix, said in words, counted, and found by its digits', async ({
    page,
  }) => {
    const noProblems = watchConsole(page)
    const name = unique('premium')
    await openPage(page, pagePath)
    await expect(page.getByText('Block inbound calls from Antarctica')).toBeVisible()
    await page.getByRole('button', { name: 'Create call blocking rule' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Create call blocking rule' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Number that is called begins with').fill('+46 (0)900')
    await expect(dialog.getByText('Block outbound calls to numbers beginning +46900.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Count the calls' }).click()
    await expect(dialog.getByText(/^\d[\d,]* calls? of the last 30 days fits?/)).toBeVisible()
    await dialog.getByLabel('Country that is called').fill('Atlantis')
    await dialog.getByRole('button', { name: 'Create rule' }).click()
    await expect(dialog.getByText('Choose a country from the list, for example Sweden.')).toBeVisible()
    await dialog.getByLabel('Country that is called').fill('sweden')
    await expect(
      dialog.getByText('Block outbound calls to numbers beginning +46900 in Sweden.'),
    ).toBeVisible()
    await expect(dialog.getByText('knows no countries')).toBeVisible()
    await dialog.getByRole('button', { name: 'Create rule' }).click()
    await expect(dialog).toHaveCount(0)
    expect(await storedRule(name)).toMatchObject({
      ...{ direction: 'OUTBOUND', calleeCountry: 'SE', calleeMatch: '46900', callerMatch: '' },
    })
    await page.getByLabel('Search call blocking rules').fill('46900')
    await expect(page.getByRole('row', { name })).toBeVisible()
    await expect(page.getByRole('row', { name: 'Premium numbers' })).toHaveCount(0)
    noProblems()
  })

  test('how many calls fit is what the search of calls finds', async ({ page }) => {
    const query = 'direction=OUTBOUND&to=%2B44&last=30d&pageSize=1'
    const { total } = await (
      await (await apiAs('viewer')).get(`/api/projects/sandbox/calls?${query}&source=live`)
    ).json()
    expect(total).toBeGreaterThan(0)
    await openPage(page, `${pagePath}?create=1`)
    const dialog = page.getByRole('dialog', { name: 'Create call blocking rule' })
    await dialog.getByLabel('Number that is called begins with').fill('44')
    await dialog.getByRole('button', { name: 'Count the calls' }).click()
    const text = await dialog.getByText(/of the last 30 days fit/).innerText()
    const counted = Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', ''))
    // Calls go on being made while this runs.
    expect(Math.abs(counted - total)).toBeLessThanOrEqual(Math.max(5, total * 0.02))
    await expect(dialog.getByRole('link', { name: /Show them/ })).toHaveAttribute(
      'href',
      /\/calls\?direction=OUTBOUND&last=30d&to=%2B44&source=live$/,
    )
  })

  test('a rule without country and number says what it stops and needs the words written', async ({
    page,
  }) => {
    const name = unique('everything')
    await openPage(page, `${pagePath}?create=1`)
    const dialog = page.getByRole('dialog', { name: 'Create call blocking rule' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Direction').selectOption('INBOUND')
    await expect(dialog.getByText(/this stops every inbound call of the project/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Create rule' }).click()
    await expect(dialog.getByText('Write “block all inbound calls” to confirm.')).toBeVisible()
    expect(await storedRule(name)).toBeUndefined()
    await dialog.getByLabel(/to confirm$/).fill('block all inbound calls')
    await dialog.getByRole('button', { name: 'Create rule' }).click()
    await expect(page.getByRole('row', { name }).getByText('No call gets through')).toBeVisible()

    await page.getByRole('button', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete rule' }).click()
    await expect(page.getByRole('row', { name })).toHaveCount(0)
    expect(await storedRule(name)).toBeUndefined()
  })

  test('an untouched edit changes nothing, and a field unknown to the console survives an edit', async ({
    page,
  }) => {
    const rule = await createRule()
    await control('PUT', `objects/callBlockingRules/${rule.id}`, { schedule: 'of the future' })
    await openPage(page, `${pagePath}?q=${rule.name}`)
    await control('DELETE', 'requests')
    const puts = async () => {
      const log = await control<{ requests: { method: string; path: string; body?: unknown }[] }>(
        'GET',
        'requests',
      )
      return log.requests.filter(({ method }) => method === 'PUT')
    }
    await page.getByRole('button', { name: rule.name, exact: true }).click()
    await page.getByRole('button', { name: 'Save rule' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(await puts()).toEqual([])
    await page.getByRole('button', { name: rule.name, exact: true }).click()
    await page.getByLabel('Country of the caller').fill('Norway')
    await page.getByRole('button', { name: 'Save rule' }).click()
    await expect(
      page.getByText('Block outbound calls from Norway to numbers beginning +88216', { exact: true }),
    ).toBeVisible()
    expect(JSON.stringify(await puts())).toContain('of the future')
  })

  test('two people edit one rule: what both changed is asked, the rest is merged', async ({ page }) => {
    const rule = await createRule()
    await openPage(page, `${pagePath}?q=${rule.id}`)
    await page.getByRole('button', { name: rule.name, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: `Edit ${rule.name}` })
    await dialog.getByLabel('Number that is called begins with').fill('88217')
    const theirs = { calleeMatch: '88218', callerCountry: 'NO' }
    const other = await (
      await apiAs('admin')
    ).put(`${rulesPath}/${rule.id}`, { data: theirs, headers: { 'if-match': rule.etag } })
    expect(other.status(), await other.text()).toBe(200)
    await dialog.getByRole('button', { name: 'Save rule' }).click()
    const choice = page.getByRole('dialog', { name: 'Changed meanwhile' })
    await expect(choice.getByText(/Theirs was taken for Country of the caller/)).toBeVisible()
    await choice.getByRole('group', { name: 'Number that is called begins with' }).getByText('88217').click()
    await choice.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByText('from Norway to numbers beginning +88217')).toBeVisible()
  })

  test('two edits that together would block everything are not saved', async ({ page }) => {
    const rule = await createRule({ callerMatch: '4670' })
    await openPage(page, `${pagePath}?q=${rule.id}`)
    await page.getByRole('button', { name: rule.name, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: `Edit ${rule.name}` })
    await dialog.getByLabel('Number that is called begins with').fill('')
    const other = await (
      await apiAs('admin')
    ).put(`${rulesPath}/${rule.id}`, { data: { callerMatch: '' }, headers: { 'if-match': rule.etag } })
    expect(other.status()).toBe(200)
    await dialog.getByRole('button', { name: 'Save rule' }).click()
    await expect(dialog.getByText(/both changes together would block all outbound calls/)).toBeVisible()
    expect(await storedRule(rule.name)).toMatchObject({ calleeMatch: '88216', callerMatch: '' })
  })

  test('axe finds nothing on the list and the dialog', async ({ page }) => {
    await openPage(page, pagePath)
    await expect(page.getByText('Block inbound calls from Antarctica')).toBeVisible()
    await expectAccessible(page, 'view 1')
    await page.goto(`${pagePath}?create=1`)
    await expect(page.getByText(/this stops every outbound call/)).toBeVisible()
    await expectAccessible(page, 'view 2')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('sees rules and is told why nothing can be changed', async ({ page }) => {
    const rule = await createRule()
    await page.goto(`${pagePath}?create=1&q=${rule.name}`)
    await expect(
      page.getByText(/This address creates a call blocking rule\. Your role is viewer/),
    ).toBeVisible()
    await expect(page.getByRole('row', { name: rule.name })).toBeVisible()
    await page.getByRole('button', { name: `Actions for ${rule.name}` }).click()
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true')
    const refused = await (await apiAs('viewer')).post(rulesPath, { data: { direction: 'OUTBOUND' } })
    expect(refused.status()).toBe(403)
  })
})
