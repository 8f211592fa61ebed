import { expect, test } from '@playwright/test'
import { apiAs, createTrunk, openPage, stateOf, trunksPath } from './helpers'

test.use({ storageState: stateOf('operator') })

test('an order that is not saved is still asked about after a dialog over it was left', async ({ page }) => {
  const api = await apiAs('operator')
  const trunk = await createTrunk(api)
  for (const [index, name] of ['Alpha', 'Bravo'].entries()) {
    const data = { isRegistered: false, name, address: `198.51.100.${index + 1}`, priority: index + 1 }
    expect((await api.post(`${trunksPath}/${trunk.id}/endpoints`, { data })).status()).toBe(201)
  }
  // By a link, so that going back stays within the page.
  await openPage(page, `/projects/sandbox/trunks?q=${trunk.hostName}`)
  await page.getByRole('link', { name: trunk.name, exact: true }).click()
  const actions = page.getByRole('button', { name: 'Actions for Bravo' })
  await actions.click()
  await page.getByRole('menuitem', { name: 'Join the tier above' }).click()
  await expect(page.getByRole('region', { name: 'Order not saved' })).toBeVisible()

  await actions.click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit Bravo' })
  await dialog.getByLabel('Name', { exact: true }).fill('Brava')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toHaveCount(0)

  await page.goBack({ waitUntil: 'commit' }).catch(() => null)
  const asked = page.getByRole('alertdialog', { name: 'Leave without saving the order?' })
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(new RegExp(`/trunks/${trunk.id}$`))
  await expect(page.getByRole('region', { name: 'Order not saved' })).toBeVisible()
})
