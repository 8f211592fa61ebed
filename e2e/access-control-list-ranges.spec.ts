import { expect, test } from '@playwright/test'
import {
  choose,
  cidrsOf,
  createList,
  listsPath,
  pagePath,
  range,
  thousand,
} from './access-control-list-setup'
import { apiAs, control, stateOf } from './helpers'

test.describe('the ranges of an access control list', () => {
  test.use({ storageState: stateOf('operator') })

  test('a paste runs range by range with an outcome for each, can be stopped, gone on with, and retries only what failed', async ({
    page,
  }) => {
    test.setTimeout(120_000)
    const api = await apiAs('operator')
    const list = await createList(api, ['9.9.9.9/32'])
    await page.goto(`${pagePath}/${list.id}`)
    await page.getByRole('button', { name: 'Paste ranges' }).click()
    const dialog = page.getByRole('dialog', { name: `Paste ranges into ${list.name}` })
    const lines = dialog.getByLabel('IP ranges')
    await lines.fill(thousand)
    await expect(dialog.getByText('37 lines cannot be used', { exact: true })).toBeVisible()
    await dialog.getByRole('button', { name: 'Add 963 ranges' }).click()
    await expect(dialog.getByText(/^Adding: [1-9]\d* of 963 ranges added/)).toBeVisible({ timeout: 20_000 })
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await expect(dialog.getByText(/^Stopped: \d+ of 963 ranges added, \d+ not sent$/).first()).toBeVisible({
      timeout: 20_000,
    })
    await expect(dialog.getByText('37 lines could not be used and were left out')).toBeVisible()
    await expect(dialog.getByRole('button', { name: /^Go on with \d+ ranges$/ })).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await expect(dialog.getByText(/^\d+ ranges are not in the list\.$/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Discard' }).click()
    const added = (await cidrsOf(api, list.id)).length
    expect(added).toBeGreaterThan(1)
    expect(added).toBeLessThan(964)

    // The masks are offered as CIDR; what is there already is left out.
    await page.getByRole('button', { name: 'Paste ranges' }).click()
    await lines.fill('9.9.9.9\n7.7.7.0 255.255.255.0 - Lab\n7.7.8.1-7.7.8.2\n6.6.6.6\n6.6.6.6')
    await dialog.getByRole('button', { name: 'Write 2 lines as CIDR' }).click()
    await expect(lines).toHaveValue(/^7\.7\.7\.0\/24 - Lab$/m)
    await expect(dialog.getByText('2 doubles are left out')).toBeVisible()
    await control('POST', 'faults', {
      method: 'POST',
      path: '**/ipRanges',
      count: 1,
      fault: { kind: 'status', status: 400 },
    })
    await dialog.getByRole('button', { name: 'Add 4 ranges' }).click()
    await expect(dialog.getByText('3 of 4 ranges added, 1 failed').first()).toBeVisible()
    await expect(dialog.getByRole('list', { name: 'Lines to look at' }).getByRole('listitem')).toHaveCount(1)
    await dialog.getByRole('button', { name: 'Retry the failed' }).click()
    await expect(dialog.getByText('4 of 4 ranges added').first()).toBeVisible()
    const now = await cidrsOf(api, list.id)
    expect(now).toHaveLength(added + 4)
    for (const cidr of ['7.7.7.0/24', '7.7.8.1/32', '7.7.8.2/32', '6.6.6.6/32'])
      expect(now.filter((one) => one === cidr)).toHaveLength(1)
  })

  test('a typed paste is not lost by a slip, and Escape asks first', async ({ page }) => {
    const list = await createList(await apiAs('operator'), ['9.9.9.9/32'])
    await page.goto(`${pagePath}/${list.id}`)
    await page.getByRole('button', { name: 'Paste ranges' }).click()
    const dialog = page.getByRole('dialog', { name: `Paste ranges into ${list.name}` })
    await dialog.getByLabel('IP ranges').fill('6.6.6.6')
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Keep editing' }).click()
    await expect(dialog.getByLabel('IP ranges')).toHaveValue('6.6.6.6')
  })

  test('ranges are added, edited and removed one by one; the last one stays, also when somebody else took the others', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const list = await createList(api, ['9.9.9.9/32'])
    await page.goto(`${pagePath}/${list.id}`)
    const main = page.getByRole('main')
    await page.getByRole('button', { name: 'Actions for 9.9.9.9/32' }).click()
    await expect(page.getByRole('menuitem', { name: /^Remove/ })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByText('A list keeps at least one IP range')).toBeVisible()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Add range' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add IP range' })
    await dialog.getByLabel('IP range', { exact: true }).fill('2001:db8::1')
    await dialog.getByRole('button', { name: 'Add range' }).click()
    await expect(dialog.getByText(/IPv4 only/)).toBeVisible()
    await dialog.getByLabel('IP range', { exact: true }).fill('9.9.9.0/24')
    await expect(dialog.getByText('Can be merged')).toHaveCount(0)
    await dialog.getByLabel('Description').fill('Head office')
    await dialog.getByRole('button', { name: 'Add range' }).click()
    await expect(page.getByRole('button', { name: 'Copy 9.9.9.0/24' })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: '9.9.9.9/32' })).toContainText('Inside another')

    await choose(main, 'Actions for 9.9.9.0/24', 'Edit')
    const edit = page.getByRole('dialog', { name: 'Edit 9.9.9.0/24' })
    await expect(edit.getByLabel('Description')).toHaveValue('Head office')
    await edit.getByLabel('IP range', { exact: true }).fill('9.9.9.0/25')
    await edit.getByRole('button', { name: 'Save range' }).click()
    await expect(page.getByRole('button', { name: 'Copy 9.9.9.0/25' })).toBeVisible()
    expect(await cidrsOf(api, list.id)).toEqual(['9.9.9.9/32', '9.9.9.0/25'])

    await choose(main, 'Actions for 9.9.9.0/25', 'Remove')
    const confirm = page.getByRole('alertdialog', { name: 'Remove 9.9.9.0/25?' })
    // Meanwhile somebody else takes the other one, so this is the last.
    await control('DELETE', `objects/ipRanges/${list.ipRanges[0]?.id}`)
    await confirm.getByRole('button', { name: 'Remove range' }).click()
    await expect(confirm.getByRole('alert')).toContainText('must contain at least one IP range')
    expect(await cidrsOf(api, list.id)).toEqual(['9.9.9.0/25'])
  })

  test('two people change one range: only what both changed is asked', async ({ page }) => {
    const api = await apiAs('operator')
    const list = await createList(api, ['9.9.9.9/32'])
    await page.goto(`${pagePath}/${list.id}`)
    await choose(page.getByRole('main'), 'Actions for 9.9.9.9/32', 'Edit')
    const dialog = page.getByRole('dialog', { name: 'Edit 9.9.9.9/32' })
    await dialog.getByLabel('Description').fill('Mine')
    await control('PUT', `objects/ipRanges/${list.ipRanges[0]?.id}`, { description: 'Theirs', range: 31 })
    await dialog.getByRole('button', { name: 'Save range' }).click()
    const choice = page.getByRole('dialog', { name: 'Changed meanwhile' })
    await expect(choice.getByRole('group')).toHaveCount(1)
    await choice.getByRole('group', { name: 'Description' }).getByText('Mine', { exact: true }).last().click()
    await choice.getByRole('button', { name: 'Save the choice' }).click()
    await expect(page.getByRole('row').filter({ hasText: '9.9.9.9/31' })).toContainText('Mine')
  })

  test('a range as wide as a hundredth of the internet needs the name of the list, on the page and at the server', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const list = await createList(api, ['9.9.9.9/32'])
    const path = `${listsPath}/${list.id}/ipRanges`
    expect((await api.post(path, { data: range('64.0.0.0/6') })).status()).toBe(422)
    await page.goto(`${pagePath}/${list.id}`)
    await page.getByRole('button', { name: 'Add range' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add IP range' })
    await dialog.getByLabel('IP range', { exact: true }).fill('64.0.0.0/6')
    await expect(dialog.getByText(/lets in 67,108,864 addresses, more than/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Add range' }).click()
    await expect(dialog.getByText(/To confirm, write the name of the list/)).toBeVisible()
    await dialog.getByLabel(`Write “${list.name}” to confirm`).fill(list.name)
    await dialog.getByRole('button', { name: 'Add range' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('row').filter({ hasText: '64.0.0.0/6' })).toContainText('Extremely wide')
    await expect(page.getByText(/Whoever sends from there may try to call on your bill/)).toBeVisible()
  })

  test('my own address is added, with from where it is known and that it is of no use to the vendor', async ({
    page,
  }) => {
    const seen = await (await (await apiAs('viewer')).get('/api/address')).json()
    expect(seen).toEqual({ address: '127.0.0.1', from: 'connection' })
    const list = await createList(await apiAs('operator'), ['9.9.9.9/32'])
    await page.goto(`${pagePath}/${list.id}`)
    await page.getByRole('button', { name: 'Add range' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add IP range' })
    await dialog.getByRole('button', { name: 'Add my IP' }).click()
    await expect(
      dialog.getByText(/You come from 127\.0\.0\.1, as the other end of your connection/),
    ).toBeVisible()
    await expect(dialog.getByText(/That is a loopback address/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Add it all the same' }).click()
    await expect(dialog.getByLabel('IP range', { exact: true })).toHaveValue('127.0.0.1')
    await dialog.getByRole('button', { name: 'Add range' }).click()
    await expect(page.getByRole('row').filter({ hasText: '127.0.0.1/32' })).toContainText('Loopback')
  })
})
