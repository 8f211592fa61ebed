import { expect, test } from '@playwright/test'
import {
  choose,
  cidrsOf,
  createList,
  listsPath,
  pagePath as aclPage,
  thousand,
} from './access-control-list-setup'
import { apiAs, control, createTrunk, openPage, stateOf, trunksPath, unique, withDialect } from './helpers'
import { freeNumbers, numbersPage, project, rowOf } from './numbers'
import { expectRefused } from './refusal'
import { writesDuring } from './vendor-writes'

test.use({ storageState: stateOf('operator') })
withDialect({ credentialListReply: 'with-credentials', endpointIds: 'string' })

test.describe('a SIP endpoint', () => {
  const wrong = [
    ['a port of 70000', 'Port', '70000', 'The port is a number from 1 to 65535.'],
    ['a priority of 0', 'Priority', '0', 'The priority is a whole number, 1 or more.'],
    [
      ...['an address with a scheme', 'Address', 'sip:sbc.example.com'],
      'Enter an IP address or a domain name, without port or scheme.',
    ],
  ] as const
  for (const [what, label, written, says] of wrong)
    test(`${what} is refused beside its field, when it is made and when it is edited`, async ({ page }) => {
      const trunk = await createTrunk(await apiAs('operator'))
      await openPage(page, `/projects/sandbox/trunks/${trunk.id}?create=1`)
      const dialog = page.getByRole('dialog')
      const right = { Name: unique('Door'), Address: '192.0.2.9', Port: '5061', Priority: '2' }
      for (const [name, value] of Object.entries({ ...right, [label]: written }))
        await dialog.getByLabel(name, { exact: true }).fill(value)
      await dialog.getByLabel('Transport').selectOption('TLS')
      await dialog.getByRole('switch', { name: 'Takes calls' }).click()
      const field = dialog.getByLabel(label, { exact: true })
      await expectRefused({ dialog, verb: 'Add endpoint', field, says })

      await field.fill(right[label])
      await dialog.getByRole('button', { name: 'Add endpoint' }).click()
      await expect(dialog).toHaveCount(0)
      await choose(page.getByRole('main'), `Actions for ${right.Name}`, 'Edit')
      await field.fill(written)
      await expectRefused({ dialog, verb: 'Save endpoint', field, says })
    })

  test('a user name that no credential list has is refused beside its field', async ({ page }) => {
    const trunk = await createTrunk(await apiAs('operator'))
    await openPage(page, `/projects/sandbox/trunks/${trunk.id}?create=1`)
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Branch')
    await dialog.getByRole('radio', { name: 'Registered' }).check()
    const field = dialog.getByLabel('User name', { exact: true })
    await field.fill(unique('nobody'))
    const says = 'No credential list of this project has this user name'
    // Only the vendor knows all lists, so it is asked; what it refuses it does not make.
    await expectRefused({ dialog, verb: 'Add endpoint', field, says, asked: [/^POST .*\/endpoints 404$/] })
    const { total } = await (await (await apiAs('viewer')).get(`${trunksPath}/${trunk.id}/endpoints`)).json()
    expect(total).toBe(0)
  })
})

test('a weak password is refused beside its field, in a new list and for a user that there is', async ({
  page,
}) => {
  const [name, user] = [unique('list'), unique('user')]
  await openPage(page, '/projects/sandbox/credential-lists?create=1')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('User name').fill(user)
  const field = dialog.getByLabel('Password, if not generated')
  await field.fill('onlylower')
  const says = 'The password needs at least 12 characters, an upper case letter and a digit.'
  await expectRefused({ dialog, verb: 'Create credential list', field, says })

  await field.fill('Strong-enough-1')
  await dialog.getByRole('button', { name: 'Create credential list' }).click()
  await page.getByRole('button', { name: 'I have stored them' }).click()
  await page.getByRole('button', { name: `New password for ${user}` }).click()
  await field.fill('ONLY-UPPER-1')
  const lower = 'The password needs a lower case letter.'
  await expectRefused({ dialog, verb: 'Set new password', field, says: lower })
})

test('a list that a second browser has linked to the trunk meanwhile is not linked twice', async ({
  page,
  browser,
}) => {
  const api = await apiAs('operator')
  const [list, trunk] = [await createList(api, ['9.9.9.9/32']), await createTrunk(api)]
  const second = await (await browser.newContext({ storageState: stateOf('admin') })).newPage()
  for (const one of [page, second]) {
    await openPage(one, `/projects/sandbox/trunks/${trunk.id}/authorisation?link=accessControlLists`)
    const choice = one.getByRole('dialog').getByRole('checkbox')
    await one.getByRole('dialog').getByLabel('Search access control lists').fill(list.name)
    await expect(choice).toHaveCount(1)
    await choice.check()
  }
  await second.getByRole('dialog').getByRole('button', { name: 'Link list' }).click()
  await expect(second.getByRole('dialog')).toHaveCount(0)
  await second.context().close()
  const says = `“${list.name}” is linked to this trunk already`
  await expectRefused({ dialog: page.getByRole('dialog'), verb: 'Link list', says })
  const { items } = await (await api.get(`${trunksPath}/${trunk.id}/accessControlLists`)).json()
  expect(items).toHaveLength(1)
})

test('a list that is linked is deleted by a plan that names its link, never by one that does not', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const [list, trunk] = [await createList(api, ['9.9.9.9/32']), await createTrunk(api)]
  await openPage(page, `${aclPage}/${list.id}`)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByText(/^Nothing is attached to it/)).toBeVisible()
  const linked = await api.post(`${trunksPath}/${trunk.id}/accessControlLists`, {
    data: { accessControlListIds: [list.id] },
  })
  expect(linked.status()).toBe(200)
  await expectRefused({
    dialog,
    verb: 'Delete list',
    says: /^What is attached has changed since this was shown/,
  })
  await expect(dialog.getByText(/^This removes 1 link, then deletes the access control list/)).toBeVisible()
  await expect(dialog.getByRole('list')).toContainText(trunk.name)
  expect((await api.get(`${listsPath}/${list.id}`)).status()).toBe(200)
})

test('the last range of an access control list stays, also when somebody else took the others', async ({
  page,
}) => {
  const api = await apiAs('operator')
  const list = await createList(api, ['9.9.9.9/32', '9.9.8.0/24'])
  await openPage(page, `${aclPage}/${list.id}`)
  await choose(page.getByRole('main'), 'Actions for 9.9.8.0/24', 'Remove')
  await control('DELETE', `objects/ipRanges/${list.ipRanges[0]?.id}`)
  const dialog = page.getByRole('alertdialog')
  await expectRefused({
    ...{ dialog, verb: 'Remove range', says: /at least one IP range/ },
    asked: [/^DELETE .*\/ipRanges\/\S+ 400$/],
  })
  expect(await cidrsOf(api, list.id)).toEqual(['9.9.8.0/24'])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Actions for 9.9.8.0/24' }).click()
  const remove = page.getByRole('menuitem', { name: /^Remove/ })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await expect(remove).toContainText('A list keeps at least one IP range')
})

test.describe('a phone number that the project does not own', () => {
  const foreign = '+15005550999'
  const refused = (number: string) => `${number} is not a number of this project.`

  test('is not assigned: neither for a script, nor when it was given up since it was chosen', async ({
    page,
  }) => {
    const api = await apiAs('operator')
    const [own = '', lost = ''] = await freeNumbers(api, 2)
    const trunk = await createTrunk(api)
    // One that was chosen rightly is not lost over one that was not.
    const data = { kind: 'assign_numbers', trunkId: trunk.id, phoneNumbers: [foreign, own] }
    const job = async (id: string) => await (await api.get(`${project}/jobs/${id}`)).json()
    const byScript = await writesDuring(async () => {
      const { id } = await (await api.post(`${project}/jobs`, { data })).json()
      await expect.poll(async () => (await job(id)).state, { timeout: 30_000 }).toBe('done')
      expect((await job(id)).counts).toMatchObject({ done: 1, failed: 1 })
    })
    expect(byScript).toEqual([expect.stringMatching(/^PATCH .*\/activeNumbers\/\S+ 200$/)])

    await openPage(page, `${numbersPage}?q=${encodeURIComponent(lost)}`)
    await expect(page.getByText(refused(foreign))).toHaveCount(1)
    await page.getByRole('button', { name: 'Dismiss' }).click()
    const actions = rowOf(page, lost).getByRole('button', { name: /^Actions/ })
    await actions.click()
    await page.getByRole('menuitem', { name: 'Assign to a trunk' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Search trunks').fill(trunk.hostName)
    await expect(dialog.getByRole('radio')).toHaveCount(1)
    await dialog.getByRole('radio').check()
    await control('DELETE', `objects/activeNumbers/${encodeURIComponent(lost)}`)
    const byHand = await writesDuring(async () => {
      await dialog.getByRole('button', { name: 'Assign 1 number' }).click()
      await expect(page.getByText(refused(lost))).toHaveCount(1)
    })
    expect(byHand).toEqual([])
    await expect(page.getByRole('button', { name: 'Retry the failed' })).toBeVisible()
  })

  test('is found nowhere when the address asks for it, and the search keeps it', async ({ page }) => {
    const writes = await writesDuring(async () => {
      await openPage(page, `${numbersPage}?q=${encodeURIComponent(foreign)}`)
      await expect(page.getByText(/^No number matches/)).toHaveCount(1)
    })
    expect(writes).toEqual([])
    await expect(page.getByLabel('Search phone numbers')).toHaveValue(foreign)
    await expect(page.getByRole('table').getByRole('checkbox')).toHaveCount(0)
  })
})

test('of a thousand pasted lines the 37 that are wrong are named, each by its number', async ({ page }) => {
  await openPage(page, `${aclPage}?create=1`)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill(unique('thousand'))
  const field = dialog.getByLabel('IP ranges')
  await field.fill(thousand)
  const wrong = Array.from({ length: 37 }, (_, index) => index * 27 + 14)
  const named = dialog.getByRole('list', { name: 'Lines that cannot be used' }).getByRole('listitem')
  await expect(named).toHaveText(
    wrong.map((line) => new RegExp(`^Line ${line} 10\\.0\\.0\\.${line - 1}\\.bad `)),
  )
  const says = /^Line 14: .* 36 more lines cannot be used either\.$/
  await expectRefused({ dialog, verb: 'Create list', field, says })
})

test('pasted lines none of which can be used add nothing to a list', async ({ page }) => {
  const list = await createList(await apiAs('operator'), ['9.9.9.9/32'])
  await openPage(page, `${aclPage}/${list.id}`)
  await page.getByRole('button', { name: 'Paste ranges' }).click()
  const dialog = page.getByRole('dialog')
  const field = dialog.getByLabel('IP ranges')
  await field.fill('nonsense\n2001:db8::1')
  await expect(dialog.getByText('2 lines cannot be used')).toBeVisible()
  await expectRefused({ dialog, verb: 'Add ranges', field, says: 'There is no range to add in this yet.' })
})
