import { expect, test } from '@playwright/test'
import { apiAs, control, createTrunk, stateOf, trunksPath, unique, watchConsole } from './helpers'

test.describe('SIP trunks in the browser', () => {
  test.use({ storageState: stateOf('operator') })

  test('a taken host name and one with a dot are said beside the field, and nothing typed is lost', async ({
    page,
  }) => {
    const taken = await createTrunk(await apiAs('operator'))
    await page.goto('/projects/sandbox/trunks?create=1')
    const dialog = page.getByRole('dialog', { name: 'Create SIP trunk' })
    await dialog.getByLabel('Name', { exact: true }).fill('My trunk')
    await dialog.getByLabel('Host name').fill('sip.example.com')
    await dialog.getByRole('button', { name: 'Create trunk' }).click()
    await expect(dialog.getByText('no dots')).toBeVisible()
    await expect(dialog.getByLabel('Host name')).toBeFocused()
    await dialog.getByLabel('Host name').fill(taken.hostName)
    await dialog.getByRole('button', { name: 'Create trunk' }).click()
    await expect(dialog.getByText(/unavailable/).first()).toBeVisible()
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('My trunk')
    await dialog.getByLabel('Host name').fill(unique('free'))
    await dialog.getByRole('button', { name: 'Create trunk' }).click()
    await expect(page.getByRole('heading', { name: 'My trunk', level: 1 })).toBeVisible()
  })

  test('two people edit one trunk: only the field that both changed is asked, with nothing chosen beforehand', async ({
    page,
  }) => {
    const api = await apiAs('admin')
    const trunk = await createTrunk(api)
    await page.goto(`/projects/sandbox/trunks/${trunk.id}`)
    await page.getByRole('button', { name: /^Edit/ }).click()
    const dialog = page.getByRole('dialog', { name: `Edit ${trunk.name}` })
    await dialog.getByLabel('Name', { exact: true }).fill('My name for it')
    const other = await api.put(`${trunksPath}/${trunk.id}`, {
      data: { name: 'Their name for it', enableCallerName: true },
      headers: { 'if-match': trunk.etag },
    })
    expect(other.status()).toBe(200)
    await dialog.getByRole('button', { name: 'Save trunk' }).click()
    const choice = page.getByRole('dialog', { name: 'Changed meanwhile' })
    await expect(choice.getByText(/Theirs was taken for Caller name lookup/)).toBeVisible()
    await expect(choice.getByRole('group')).toHaveCount(1)
    await expect(choice.getByRole('radio', { checked: true })).toHaveCount(0)
    await choice.getByRole('button', { name: /^Save/ }).click()
    await expect(choice.getByText('Choose one of the two for Name.')).toBeVisible()
    await choice.getByRole('group', { name: 'Name' }).getByText('My name for it').click()
    await choice.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByRole('heading', { name: 'My name for it', level: 1 })).toBeVisible()
    expect(await (await api.get(`${trunksPath}/${trunk.id}`)).json()).toMatchObject({
      name: 'My name for it',
      enableCallerName: true,
    })
  })

  test('a trunk that is deleted while it is edited: the dialog stays with what was typed and says so', async ({
    page,
  }) => {
    const trunk = await createTrunk(await apiAs('operator'))
    await page.goto(`/projects/sandbox/trunks/${trunk.id}`)
    await page.getByRole('button', { name: /^Edit/ }).click()
    const dialog = page.getByRole('dialog', { name: `Edit ${trunk.name}` })
    await dialog.getByLabel('Name', { exact: true }).fill('Typed in vain')
    await control('DELETE', `objects/trunks/${trunk.id}`)
    await dialog.getByRole('button', { name: 'Save trunk' }).click()
    await expect(dialog.getByText(/was deleted meanwhile/)).toBeVisible()
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Typed in vain')
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Discard' }).click()
    await expect(page.getByText('There is no such trunk')).toBeVisible()
  })

  test('a trunk is deleted by plan: said with its counts, stopped by a refusal, resumed to the end after a reload', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const trunk = await createTrunk(api)
    const made = await api.post(`${trunksPath}/${trunk.id}/endpoints`, {
      data: { isRegistered: false, name: 'Front door', address: '192.0.2.9', priority: 1 },
    })
    expect(made.status()).toBe(201)
    await control('POST', 'faults', {
      method: 'DELETE',
      path: `**/trunks/${trunk.id}`,
      count: 1,
      fault: { kind: 'status', status: 400 },
    })
    await page.goto(`/projects/sandbox/trunks/${trunk.id}`)
    await page.getByRole('button', { name: /^Delete/ }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(
      dialog.getByText(/deletes 1 SIP endpoint, then deletes the SIP trunk: 2 steps/),
    ).toBeVisible()
    const verb = dialog.getByRole('button', { name: 'Delete trunk' })
    await expect(verb).toBeDisabled()
    await dialog.getByLabel(/to confirm$/).fill(trunk.name)
    await verb.click()
    await expect(dialog.getByRole('status')).toHaveText(/^Stopped: 1 of 2 steps done/)

    await page.reload()
    await page.getByRole('button', { name: /^Delete/ }).click()
    await dialog.getByRole('button', { name: 'Resume' }).click()
    await expect(page).toHaveURL(/\/trunks(\?|$)/)
    expect((await (await apiAs('viewer')).get(`${trunksPath}/${trunk.id}`)).status()).toBe(404)
  })

  test('an address with a page or an order that there is not is explained, as a search of calls is', async ({
    page,
  }) => {
    for (const [search, words] of [
      ['page=-1', 'The page is a whole number from 1 on.'],
      ['sort=banana', 'The list cannot be sorted by this.'],
    ]) {
      await page.goto(`/projects/sandbox/trunks?${search}`)
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
    }
    await page.getByRole('link', { name: 'Start a new search' }).click()
    await expect(page.getByRole('table', { name: 'SIP trunks of this project' })).toBeVisible()
    await page.goto('/projects/sandbox/trunks/%2e%2e%2fx')
    await expect(page.getByText('There is no such page')).toBeVisible()
  })

  test('while a search loads, the sentence claims neither a count nor an age', async ({ page }) => {
    await page.goto('/projects/sandbox/trunks')
    await expect(page.getByText(/trunks, read/)).toBeVisible()
    // After a write the list is read again, and this time the vendor takes its time.
    await createTrunk(await apiAs('operator'))
    const path = '/v1/projects/*/trunks'
    await control('POST', 'faults', { method: 'GET', path, count: 1, fault: { kind: 'delay', ms: 3000 } })
    await page.getByLabel('Search trunks').fill('head')
    await expect(page.getByText('Searching…').first()).toBeVisible()
    await expect(page.locator('main').getByText(/match|h ago/)).toHaveCount(0)
    await expect(page.getByText(/match(es)? “head”, read/)).toBeVisible({ timeout: 15_000 })
  })

  test('a forwarding number is taken as people write it, and what will be saved is shown', async ({
    page,
  }) => {
    const trunk = await createTrunk(await apiAs('operator'))
    await page.goto(`/projects/sandbox/trunks/${trunk.id}`)
    await page.getByRole('button', { name: /^Edit/ }).click()
    const dialog = page.getByRole('dialog', { name: `Edit ${trunk.name}` })
    await dialog.getByRole('switch', { name: /Call forwarding/ }).click()
    await dialog.getByLabel('Forward to').fill('0046 70 123 45 67')
    await expect(dialog.getByText('Saves +46701234567.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Save trunk' }).click()
    await expect(dialog).toHaveCount(0)
    const saved = await (await (await apiAs('operator')).get(`${trunksPath}/${trunk.id}`)).json()
    expect(saved.callForwardNumber).toBe('+46701234567')
  })

  test('the vendor going away leaves the last good list with its age, and its return is noticed within ten seconds', async ({
    page,
  }) => {
    const noProblems = watchConsole(page)
    await page.goto('/projects/sandbox/trunks')
    const rows = page.getByRole('table', { name: 'SIP trunks of this project' }).getByRole('row')
    await expect(rows.nth(3)).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    const before = await rows.count()
    await control('POST', 'faults', { path: '**', fault: { kind: 'resetBefore' } })
    // A write makes the console read the list again, and that fails.
    const failed = await (
      await apiAs('operator')
    ).post(trunksPath, { data: { name: 'Into the void', hostName: unique('void') } })
    expect(failed.status()).toBe(503)
    await page.reload()
    await expect(page.getByText(/Last good list/).first()).toBeVisible({ timeout: 30_000 })
    expect(await rows.count()).toBe(before)
    await control('DELETE', 'faults')
    const healed = Date.now()
    await expect(page.getByText(/Last good list/)).toHaveCount(0, { timeout: 15_000 })
    expect(Date.now() - healed).toBeLessThan(12_000)
    await expect(rows.nth(3)).toBeVisible()
    noProblems()
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('sees trunks and is told why nothing can be changed', async ({ page }) => {
    await page.goto('/projects/sandbox/trunks')
    const create = page.getByRole('button', { name: 'Create SIP trunk' }).first()
    await expect(create).toHaveAttribute('aria-disabled', 'true')
    await expect(
      page.getByRole('table', { name: 'SIP trunks of this project' }).getByRole('row').nth(1),
    ).toBeVisible()
    await page.goto('/projects/sandbox/trunks?create=1')
    await expect(page.getByText(/This address creates a trunk\. Your role is viewer/)).toBeVisible()
    const refused = await (
      await apiAs('viewer')
    ).post(trunksPath, { data: { name: 'No', hostName: unique('no') } })
    expect(refused.status()).toBe(403)
  })
})
