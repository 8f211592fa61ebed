import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe-check'
import {
  cidrsOf,
  createList,
  linkAtVendor,
  listsPath,
  pagePath,
  range,
  thousand,
} from './access-control-list-setup'
import { apiAs, control, createTrunk, openPage, stateOf, unique, watchConsole } from './helpers'

test.describe('access control lists in the browser', () => {
  test.use({ storageState: stateOf('operator') })

  test('lists what there is with its worst finding and who uses it; a search without a hit says what is searched', async ({
    page,
  }) => {
    const noProblems = watchConsole(page)
    const api = await apiAs('operator')
    const list = await createList(api, ['8.0.0.0/10', '203.0.113.9/32'])
    const trunk = await createTrunk(api)
    await linkAtVendor(trunk.id, list.id)
    await createList(api, ['8.8.8.8/32'])
    await page.goto(`${pagePath}?q=${list.name}`)
    const row = page
      .getByRole('table', { name: 'Access control lists of this project' })
      .getByRole('row')
      .nth(1)
    await expect(row).toContainText('8.0.0.0/10, 203.0.113.9/32')
    await expect(row).toContainText('Far too wide')
    await expect(row.getByRole('switch', { name: `${list.name} enabled` })).toBeChecked()
    await page.getByRole('searchbox').fill('nothing is called this')
    await expect(page.getByText('No access control list matches “nothing is called this”')).toBeVisible()
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expect(page.getByText(/access control lists, read/)).toBeVisible()
    await page.goto(`${pagePath}?sort=banana`)
    await expect(
      page.getByRole('alert').filter({ hasText: 'The list cannot be sorted by this.' }),
    ).toBeVisible()
    noProblems()
  })

  test('creates a list from a thousand lines of which 37 are wrong: they are named, and left out only on request', async ({
    page,
  }) => {
    await page.goto(`${pagePath}?create=1`)
    const dialog = page.getByRole('dialog', { name: 'Create access control list' })
    const name = unique('thousand')
    await dialog.getByRole('button', { name: 'Create list' }).click()
    await expect(dialog.getByText('The name is missing.')).toBeVisible()
    await expect(dialog.getByText('needs at least one IP range')).toBeVisible()
    await dialog.getByLabel('Name', { exact: true }).fill(name)
    await dialog.getByLabel('IP ranges').fill(thousand)
    await expect(dialog.getByText('963 ranges to save')).toBeVisible()
    await expect(dialog.getByText('37 lines cannot be used', { exact: true })).toBeVisible()
    const bad = dialog.getByRole('list', { name: 'Lines that cannot be used' })
    await expect(bad.getByRole('listitem').first()).toContainText('Line 14')
    await dialog.getByRole('button', { name: 'Create list' }).click()
    await expect(dialog.getByText(/^Line 14: .* 36 more lines cannot be used either\.$/)).toBeVisible()
    await dialog.getByRole('switch', { name: /^Leave out the 37 lines/ }).click()
    await dialog.getByRole('button', { name: 'Create list' }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await expect(page.getByText('963 IP ranges with 15,408 addresses')).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search ranges' }).fill('site 999')
    await expect(page.getByRole('button', { name: 'Copy 8.3.231.0/28' })).toBeVisible()
  })

  test('two people edit one list: a rename and a switch are merged; an untouched edit sends nothing; unknown fields stay', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const list = await createList(api, ['9.9.9.9/32'])
    await control('PUT', `objects/accessControlLists/${list.id}`, { futureText: 'kept' })
    await page.goto(`${pagePath}/${list.id}`)
    const dialog = page.getByRole('dialog', { name: `Edit ${list.name}` })
    await page.getByRole('button', { name: 'Rename' }).click()
    await control('DELETE', 'requests')
    await dialog.getByRole('button', { name: 'Save list' }).click()
    await expect(dialog).toHaveCount(0)
    expect(JSON.stringify(await control('GET', 'requests'))).not.toContain('"PUT"')

    await page.getByRole('button', { name: 'Rename' }).click()
    await dialog.getByLabel('Name', { exact: true }).fill(`${list.name} mine`)
    await control('PUT', `objects/accessControlLists/${list.id}`, { enabled: false })
    await dialog.getByRole('button', { name: 'Save list' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('heading', { name: `${list.name} mine`, level: 1 })).toBeVisible()
    await expect(page.getByRole('switch')).not.toBeChecked()
    expect(JSON.stringify(await control('GET', 'requests'))).toContain('futureText')

    await page.getByRole('button', { name: 'Rename' }).click()
    const again = page.getByRole('dialog', { name: `Edit ${list.name} mine` })
    await again.getByLabel('Name', { exact: true }).fill('Mine again')
    await control('PUT', `objects/accessControlLists/${list.id}`, { name: 'Theirs' })
    await again.getByRole('button', { name: 'Save list' }).click()
    const choice = page.getByRole('dialog', { name: 'Changed meanwhile' })
    await expect(choice.getByRole('radio', { checked: true })).toHaveCount(0)
    await choice.getByText('Mine again').click()
    await choice.getByRole('button', { name: 'Save the choice' }).click()
    await expect(page.getByRole('heading', { name: 'Mine again', level: 1 })).toBeVisible()
    expect(await cidrsOf(api, list.id)).toEqual(['9.9.9.9/32'])
  })

  test('a list that trunks use is switched off only after saying what that means', async ({ page }) => {
    const api = await apiAs('operator')
    const [list, trunk] = [await createList(api, ['9.9.9.9/32']), await createTrunk(api)]
    await linkAtVendor(trunk.id, list.id)
    await page.goto(`${pagePath}/${list.id}`)
    await page.getByRole('switch', { name: `${list.name} enabled` }).click()
    const dialog = page.getByRole('alertdialog', { name: `Switch off ${list.name}?` })
    await expect(dialog).toContainText('1 SIP trunk uses it: they refuse outbound calls')
    await dialog.getByRole('button', { name: 'Switch off' }).click()
    await expect(page.getByRole('switch')).not.toBeChecked()
    await page.getByRole('switch').click()
    await expect(page.getByRole('switch')).toBeChecked()
  })

  test('a linked list is deleted by plan: the link goes first', async ({ page }) => {
    const api = await apiAs('operator')
    const [list, trunk] = [await createList(api, ['9.9.9.9/32']), await createTrunk(api)]
    await linkAtVendor(trunk.id, list.id)
    await page.goto(`${pagePath}/${list.id}`)
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const dialog = page.getByRole('alertdialog', { name: `Delete ${list.name}?` })
    await expect(
      dialog.getByText(/removes 1 link, then deletes the access control list: 2 steps/),
    ).toBeVisible()
    await dialog.getByRole('button', { name: 'Delete list' }).click()
    await expect(page).toHaveURL(/\/access-control-lists(\?|$)/)
    expect((await api.get(`${listsPath}/${list.id}`)).status()).toBe(404)
    expect((await api.get(`/api/projects/sandbox/trunks/${trunk.id}`)).status()).toBe(200)
  })

  test('the pages and their dialogs are clean, wide and narrow, light and dark, and spill over no side', async ({
    page,
  }) => {
    test.setTimeout(120_000)
    const api = await apiAs('operator')
    const list = await createList(api, [
      '8.0.0.0/10',
      '203.0.113.9/24',
      '9.9.9.0/25',
      '9.9.9.128/25',
      '9.9.9.9/32',
    ])
    await openPage(page, pagePath)
    await expectAccessible(page, 'lists')
    await openPage(page, `${pagePath}/${list.id}`)
    await expect(page.getByRole('button', { name: 'Copy 9.9.9.9/32' })).toBeVisible()
    await expectAccessible(page, 'one list')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: 'Paste ranges' }).click()
    await page.getByLabel('IP ranges').fill('9.9.9.9\nnonsense\n64.0.0.0/6\n10.0.0.1 255.255.255.255')
    await expect(page.getByRole('group', { name: 'Preview' })).toBeVisible()
    await expectAccessible(page, 'paste')
  })
})

test.describe('a viewer', () => {
  test.use({ storageState: stateOf('viewer') })

  test('sees lists and ranges and is told why nothing can be changed', async ({ page }) => {
    const list = await createList(await apiAs('operator'), ['9.9.9.9/32'])
    await page.goto(pagePath)
    await expect(page.getByRole('button', { name: 'Create access control list' }).first()).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await page.goto(`${pagePath}/${list.id}`)
    await expect(page.getByRole('button', { name: 'Copy 9.9.9.9/32' })).toBeVisible()
    for (const name of ['Add range', 'Paste ranges', 'Rename', 'Delete'])
      await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByRole('switch')).toHaveAttribute('aria-disabled', 'true')
    const api = await apiAs('viewer')
    const refused = await api.post(`${listsPath}/${list.id}/ipRanges`, { data: range('8.8.8.8/32') })
    expect(refused.status()).toBe(403)
  })
})
