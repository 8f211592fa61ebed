import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe-check'
import { apiAs, control, createTrunk, openPage, stateOf, trunksPath, unique, withDialect } from './helpers'

withDialect({ credentialListReply: 'with-credentials' })

const listsPath = '/api/projects/sandbox/credentialLists'
const pagePath = '/projects/sandbox/credential-lists'

test.use({ storageState: stateOf('operator') })

test('a second list is offered for the same trunks; a link that is refused is said beside the passwords, with another try', async ({
  page,
}) => {
  const api = await apiAs('viewer')
  const { items } = await (await api.get(`${listsPath}?q=Branch+offices`)).json()
  const [first] = items
  const { trunks } = await (await api.get(`${listsPath}/${first.id}/usage`)).json()
  expect(trunks).toHaveLength(1)
  const [trunk] = trunks
  await openPage(page, `${pagePath}/${first.id}`)
  await expect(page.getByText(/no way to add a user to a list that exists/)).toBeVisible()
  await expect(
    page.getByRole('list', { name: 'Trunks that use this list' }).getByRole('link', { name: trunk.name }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Create a second list' }).click()
  await expect(page).toHaveURL(new RegExp(`\\?create=1&linkTo=${trunk.id}$`))
  const dialog = page.getByRole('dialog', { name: 'Create credential list' })
  await expect(dialog.getByText(`Once it is made, it is linked to ${trunk.name}.`)).toBeVisible()
  await control('POST', 'faults', {
    method: 'POST',
    path: `**/trunks/${trunk.id}/credentialLists`,
    count: 1,
    fault: { kind: 'status', status: 400 },
  })
  const name = unique('second')
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('User name').fill(unique('user'))
  await dialog.getByRole('button', { name: 'Create credential list' }).click()
  await expect(page.getByText(`Not linked to ${trunk.name}`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'User names with their new passwords' })).toBeVisible()
  await control('DELETE', 'faults')
  await page.getByRole('button', { name: 'I have stored them' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect(page.getByText('Until the list is linked to a trunk')).toBeVisible()
})

test.describe('axe finds nothing', () => {
  test('on the list', async ({ page }) => {
    await openPage(page, `${pagePath}?q=Branch+offices`)
    await expect(page.getByRole('table').getByText(/branch-stockholm/)).toBeVisible()
    await expectAccessible(page, 'view 1')
  })

  test('on a list with an endpoint that registers in vain', async ({ page }) => {
    const api = await apiAs('operator')
    const user = unique('axe')
    const credentials = [{ username: user, password: 'Strong-enough-1' }]
    const { id } = await (await api.post(listsPath, { data: { name: unique('list'), credentials } })).json()
    const trunk = await createTrunk(api)
    const data = { isRegistered: true, name: 'Branch PBX', credentialUsername: user, priority: 1 }
    expect((await api.post(`${trunksPath}/${trunk.id}/endpoints`, { data })).status()).toBe(201)
    await openPage(page, `${pagePath}/${id}`)
    await expect(page.getByRole('region', { name: /Missing link/ })).toBeVisible()
    await expectAccessible(page, 'view 2')
  })

  test('on the form of a new list, and on the passwords that are shown once', async ({ page }) => {
    test.slow()
    await page.goto(`${pagePath}?create=1`)
    const dialog = page.getByRole('dialog', { name: 'Create credential list' })
    await dialog.getByLabel('Name', { exact: true }).fill(unique('list'))
    await dialog.getByLabel('User name').fill(unique('user'))
    await expectAccessible(page, 'view 3')
    await dialog.getByRole('button', { name: 'Create credential list' }).click()
    await expect(page.getByRole('table', { name: 'User names with their new passwords' })).toBeVisible()
    await expectAccessible(page, 'view 4')
  })
})
