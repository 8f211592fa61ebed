import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe-check'
import { apiAs, control, createTrunk, openPage, stateOf, watchConsole } from './helpers'
import { assign, freeNumbers, keysOf, numbersPage, project, rowOf, trunkOf } from './numbers'

const table = (page: Page) => page.getByRole('table', { name: 'Phone numbers of this project' })

test.describe('phone numbers in the browser', () => {
  test.use({ storageState: stateOf('operator') })

  test('are found by any digits and filtered, with all of it in the address', async ({ page }) => {
    const noProblems = watchConsole(page)
    const api = await apiAs('operator')
    const [phoneNumber = ''] = await freeNumbers(api, 1)
    const trunk = await createTrunk(api)
    await assign(api, trunk.id, [phoneNumber])
    await openPage(page, numbersPage)
    await page.getByLabel('Search phone numbers').fill(`${phoneNumber.slice(1, 5)} ${phoneNumber.slice(5)}`)
    await expect(page).toHaveURL(/q=/)
    await expect(rowOf(page, phoneNumber)).toContainText(trunk.name)
    await expect(rowOf(page, phoneNumber)).toContainText('Assigned')
    await page.getByLabel('Country').selectOption('United States')
    await page.getByLabel('Type', { exact: true }).selectOption('Local')
    await page.reload()
    await expect(rowOf(page, phoneNumber)).toBeVisible()
    await page.getByLabel('State').selectOption('Unassigned')
    await expect(page.getByText(/No number matches/)).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).first().click()
    await expect(page).toHaveURL(/phone-numbers$/)
    await expect(page.getByLabel('Search phone numbers')).toHaveValue('')
    await page.goto(`${numbersPage}?state=asleep`)
    await expect(page.getByRole('alert').filter({ hasText: 'The state is assigned' })).toBeVisible()
    noProblems()
  })

  test('many are assigned by keyboard alone: chosen with Shift and the arrows, and each has its outcome', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const numbers = await freeNumbers(api, 4)
    const trunk = await createTrunk(api)
    await openPage(page, `${numbersPage}?unassigned=1&pageSize=500`)
    const [first = '', last = ''] = [numbers[0], numbers[3]]
    await rowOf(page, first).getByRole('checkbox').focus()
    await page.keyboard.press('Space')
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowDown')
    await expect(rowOf(page, last).getByRole('checkbox')).toBeFocused()
    await expect(page.getByText('4 numbers selected')).toBeVisible()
    await page.getByRole('button', { name: 'Assign to a trunk' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Assign 4 phone numbers' })
    await expect(dialog.getByLabel('Search trunks')).toBeVisible()
    await dialog.getByLabel('Search trunks').focus()
    await page.keyboard.type(trunk.hostName)
    await expect(dialog.getByRole('radio')).toHaveCount(1)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect(dialog.getByText('4 numbers not in use will be assigned to')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByText('4 of 4 steps done.').first()).toBeVisible({ timeout: 30_000 })
    for (const phoneNumber of numbers) expect(await trunkOf(api, phoneNumber)).toBe(trunk.id)
    await expect(page.getByText('None selected')).toBeVisible()
  })

  test('a number of another trunk is named and stays there until its move is confirmed on its own', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const [free = '', taken = ''] = await freeNumbers(api, 2)
    const [from, to] = [await createTrunk(api), await createTrunk(api)]
    await assign(api, from.id, [taken])
    await openPage(page, `${numbersPage}?pageSize=500`)
    await rowOf(page, free).getByRole('checkbox').check()
    await rowOf(page, taken).getByRole('checkbox').check()
    const choose = async () => {
      await page.getByRole('button', { name: 'Assign to a trunk' }).click()
      const dialog = page.getByRole('dialog', { name: /^Assign/ })
      await dialog.getByLabel('Search trunks').fill(to.hostName)
      await expect(dialog.getByRole('radio')).toHaveCount(1)
      await dialog.getByLabel(to.name).check()
      await expect(dialog.getByText('1 number is used elsewhere now')).toBeVisible()
      await expect(dialog.getByRole('listitem')).toContainText(from.name)
      return dialog
    }
    const first = await choose()
    await first.getByRole('button', { name: 'Assign 1 number' }).click()
    await expect(page.getByText('1 of 1 step done.').first()).toBeVisible({ timeout: 30_000 })
    expect(await trunkOf(api, free)).toBe(to.id)
    expect(await trunkOf(api, taken)).toBe(from.id)

    await expect(rowOf(page, free)).toContainText(to.name)
    await rowOf(page, taken).getByRole('checkbox').check()
    const second = await choose()
    await second.getByRole('checkbox').check()
    await second.getByRole('button', { name: 'Move 1 number' }).click()
    await expect.poll(() => trunkOf(api, taken), { timeout: 30_000 }).toBe(to.id)
  })

  test('what failed is shown again after a reload, in the vendor’s words, and retried by itself', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const [phoneNumber = ''] = await freeNumbers(api, 1)
    const trunk = await createTrunk(api)
    await control('POST', 'faults', {
      method: 'PATCH',
      path: `**/activeNumbers/${encodeURIComponent(phoneNumber)}`,
      count: 1,
      fault: { kind: 'body', status: 400, body: '{"error":{"code":400,"message":"Not before noon"}}' },
    })
    await openPage(page, `${numbersPage}?q=${encodeURIComponent(phoneNumber)}`)
    await rowOf(page, phoneNumber)
      .getByRole('button', { name: /^Actions/ })
      .click()
    await page.getByRole('menuitem', { name: 'Assign to a trunk' }).click()
    const dialog = page.getByRole('dialog', { name: /^Assign/ })
    await dialog.getByLabel('Search trunks').fill(trunk.hostName)
    await expect(dialog.getByRole('radio')).toHaveCount(1)
    await dialog.getByLabel(trunk.name).check()
    await dialog.getByRole('button', { name: 'Assign 1 number' }).click()
    await expect(page.getByText(/Not before noon/)).toBeVisible()
    // Whoever is elsewhere by then is led back.
    await page.goto('/projects/sandbox/country-permissions')
    await page.getByRole('button', { name: 'Work with failures' }).click()
    await page.getByRole('dialog', { name: 'Long work' }).getByRole('link').first().click()
    await expect(page.getByText(/Not before noon/)).toBeVisible()
    await page.getByRole('button', { name: 'Retry the failed' }).click()
    await expect(page.getByText('1 of 1 step done.').first()).toBeVisible({ timeout: 30_000 })
    await page.goto(`${numbersPage}?q=${encodeURIComponent(phoneNumber)}`)
    await expect(rowOf(page, phoneNumber)).toContainText(trunk.name)

    // The tab of the trunk shows the same number, and takes it off.
    await page.goto(`/projects/sandbox/trunks/${trunk.id}/numbers`)
    await expect(page.getByRole('link', { name: 'Numbers', exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    )
    const tab = page.getByRole('table', { name: 'Phone numbers of this trunk' })
    await expect(tab.getByRole('row')).toHaveCount(2)
    await page.getByLabel('Select this page').check()
    await page.getByRole('button', { name: 'Take off trunks' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Take off' }).click()
    await expect(page.getByText('No phone number on this trunk')).toBeVisible({ timeout: 30_000 })
    expect(await trunkOf(api, phoneNumber)).toBe('')
  })

  test('all that match are chosen beyond the page, and exported as they are filtered', async ({ page }) => {
    const api = await apiAs('operator')
    await freeNumbers(api, 10)
    const matching = (await keysOf(api, '?unassigned=1')).length
    await openPage(page, `${numbersPage}?unassigned=1&pageSize=5`)
    await page.getByRole('button', { name: `Select all ${matching} matching` }).click()
    await expect(page.getByText(`${matching} numbers selected`)).toBeVisible()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export CSV' }).click()
    const { createReadStream } = await import('node:fs')
    const chunks: Buffer[] = []
    for await (const chunk of createReadStream(await (await download).path())) chunks.push(Buffer.from(chunk))
    expect(Buffer.concat(chunks).toString()).toContain(`"End of export: ${matching} phone numbers"`)
  })

  test('a name is saved, an untouched one sends nothing, and two names for one number are a choice', async ({
    page,
  }) => {
    const api = await apiAs('admin')
    const [phoneNumber = ''] = await freeNumbers(api, 1)
    const path = `${project}/activeNumbers/${encodeURIComponent(phoneNumber)}`
    await openPage(page, `${numbersPage}?q=${encodeURIComponent(phoneNumber)}`)
    const open = async () => {
      await rowOf(page, phoneNumber)
        .getByRole('button', { name: /^Actions/ })
        .click()
      await page.getByRole('menuitem', { name: 'Rename' }).click()
      return page.getByRole('dialog', { name: /^Rename/ })
    }
    const patches = async () => {
      const { requests } = await control<{ requests: { method: string; path: string }[] }>('GET', 'requests')
      const target = `/activeNumbers/${encodeURIComponent(phoneNumber)}`
      return requests.filter((one) => one.method === 'PATCH' && one.path.endsWith(target)).length
    }
    const untouched = await open()
    await untouched.getByRole('button', { name: 'Save name' }).click()
    await expect(untouched).toHaveCount(0)
    expect(await patches()).toBe(0)

    const dialog = await open()
    await dialog.getByLabel('Name', { exact: true }).fill('My name')
    const etag = (await api.get(path)).headers().etag ?? ''
    const theirs = await api.put(path, { data: { displayName: 'Their name' }, headers: { 'if-match': etag } })
    expect(theirs.status()).toBe(200)
    await dialog.getByRole('button', { name: 'Save name' }).click()
    const choice = page.getByRole('dialog', { name: 'Changed meanwhile' })
    await choice.getByText('My name').click()
    await choice.getByRole('button', { name: /^Save/ }).click()
    await expect(rowOf(page, phoneNumber)).toContainText('My name')
    expect((await (await api.get(path)).json()).displayName).toBe('My name')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('sees the numbers and what is for sale, and is told why nothing can be changed', async ({ page }) => {
    const api = await apiAs('viewer')
    await openPage(page, numbersPage)
    await expect(table(page).getByRole('row').nth(1)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Assign to a trunk' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await openPage(page, `${numbersPage}/rent`)
    await expect(page.getByRole('button', { name: /^Rent \+1/ }).first()).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    const refused = await api.post(`${project}/jobs`, {
      data: { kind: 'assign_numbers', trunkId: '', phoneNumbers: ['+15005550001'] },
    })
    expect(refused.status()).toBe(403)
  })

  test('axe finds nothing on the list and on the page that rents, wide and narrow, light and dark', async ({
    page,
  }) => {
    test.setTimeout(120_000)
    for (const path of [`${numbersPage}?pageSize=20`, `${numbersPage}/rent?searchPattern=END&pattern=5`]) {
      await openPage(page, path)
      await expectAccessible(page, path)
    }
  })
})
