import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe-check'
import { apiAs, stateOf, unique } from './helpers'

test.describe('enabling another project', () => {
  test.use({ storageState: stateOf('admin') })

  test('says what it does, takes ids one per line, and afterwards which were new', async ({ page }) => {
    const known = unique('known')
    const before = await (
      await apiAs('admin')
    ).post('/api/projects/sandbox/addProjects', { data: { projectIds: [known] } })
    expect(await before.json()).toEqual({ addedProjects: [known], knownProjects: [] })
    await page.goto('/settings/projects')
    await page
      .getByRole('row', { name: /sandbox/ })
      .getByRole('button', { name: /^More for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Enable another project' }).click()
    const dialog = page.getByRole('dialog', { name: 'Enable another project' })
    await expect(dialog.getByText(/It does not add them to this console/)).toBeVisible()
    const ids = dialog.getByLabel('Project ids')
    const enable = dialog.getByRole('button', { name: 'Enable projects' })
    await enable.click()
    await expect(dialog.getByText('Enter the id of at least one project.')).toBeVisible()
    const added = unique('added')
    await ids.fill(`${added}\n../${known}`)
    await enable.click()
    await expect(dialog.getByText(/is no project id\. A project id has letters/)).toBeVisible()
    await expect(ids).toHaveValue(`${added}\n../${known}`)
    await expectAccessible(page, 'enable another project')
    await ids.fill(`${added}\n${known}\n${added}`)
    await enable.click()
    const result = page.getByRole('dialog', { name: '1 project enabled' })
    await expect(result.getByRole('list', { name: 'Enabled now' })).toHaveText(added)
    await expect(result.getByRole('list', { name: 'Enabled already' })).toHaveText(known)
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})

test('an operator may not enable projects', async () => {
  const refused = await (
    await apiAs('operator')
  ).post('/api/projects/sandbox/addProjects', { data: { projectIds: ['x'] } })
  expect(refused.status()).toBe(403)
})
