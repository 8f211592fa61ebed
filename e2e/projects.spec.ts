import { expect, test, type Page } from '@playwright/test'
import { apiAs, control, stateOf } from './helpers'

test.use({ storageState: stateOf('admin') })

async function openReplaceKey(page: Page) {
  await page.goto('/settings/projects')
  await page
    .getByRole('row', { name: /sandbox/ })
    .getByRole('button', { name: /^More for/ })
    .click()
  await page.getByRole('menuitem', { name: 'Replace key' }).click()
  return page.getByRole('dialog', { name: /^Replace the key/ })
}

async function storedTag(): Promise<string> {
  const api = await apiAs('admin')
  return (await api.get('/api/projects/sandbox')).headers().etag ?? ''
}

test('a wrong key is refused beside its field, and the one that works stays', async ({ page }) => {
  const before = await storedTag()
  const dialog = await openReplaceKey(page)
  await dialog.getByLabel('Key secret').fill('not-the-secret')
  await dialog.getByRole('button', { name: 'Replace key' }).click()
  const secret = dialog.getByLabel('Key secret')
  await expect(secret).toHaveAttribute('aria-invalid', 'true')
  await expect(dialog.getByText(/key id or the key secret is wrong/)).toBeVisible()
  await expect(secret).toHaveValue('not-the-secret')
  await expect(dialog.getByRole('button', { name: 'Save without testing' })).toHaveCount(0)
  expect(await storedTag()).toBe(before)
  const works = await (await apiAs('admin')).post('/api/projects/sandbox/test', { data: {} })
  expect(await works.json()).toMatchObject({ ok: true })
})

test('a project with a wrong key is not added', async ({ page }) => {
  await page.goto('/settings/projects')
  await page.getByRole('button', { name: 'Add project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add project' })
  await dialog.getByLabel('Name', { exact: true }).fill('Another')
  await dialog.getByLabel('Where it lives').selectOption('sandbox')
  await dialog.getByLabel('Project id').fill('another')
  await dialog.getByLabel('Key id').fill('nobody')
  await dialog.getByLabel('Key secret').fill('not-the-secret')
  await dialog.getByRole('button', { name: 'Add project' }).click()
  await expect(dialog.getByText(/key id or the key secret is wrong/)).toBeVisible()
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Another')
  expect((await (await apiAs('admin')).get('/api/projects/another')).status()).toBe(404)
})

test('while the vendor cannot be asked, a key is stored only on the explicit word that it was not tested', async ({
  page,
}) => {
  const api = await apiAs('admin')
  const project = { name: 'Untested', upstream: 'sandbox', projectId: 'untested', keyId: 'k', keySecret: 's' }
  await control('POST', 'faults', { path: '/oauth2/token', fault: { kind: 'resetBefore' } })
  try {
    expect((await api.post('/api/projects', { data: project })).status()).toBe(503)
    expect((await api.get('/api/projects/untested')).status()).toBe(404)
    await page.goto('/settings/projects')
    await page.getByRole('button', { name: 'Add project' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add project' })
    await dialog.getByLabel('Name', { exact: true }).fill(project.name)
    await dialog.getByLabel('Where it lives').selectOption('sandbox')
    await dialog.getByLabel('Project id').fill(project.projectId)
    await dialog.getByLabel('Key id').fill(project.keyId)
    await dialog.getByLabel('Key secret').fill(project.keySecret)
    await dialog.getByRole('button', { name: 'Add project' }).click()
    await dialog.getByRole('button', { name: 'Add without testing' }).click({ timeout: 20_000 })
    await expect(page.getByRole('dialog', { name: /^Test connection/ })).toBeVisible()
  } finally {
    await control('DELETE', 'faults')
  }
  const added = await api.get('/api/projects/untested')
  expect(added.status()).toBe(200)
  await api.delete('/api/projects/untested', { headers: { 'if-match': added.headers().etag ?? '' } })
})
