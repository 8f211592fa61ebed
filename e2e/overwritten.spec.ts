import { expect, test } from '@playwright/test'
import { apiAs, control, createTrunk, stateOf } from './helpers'

test.use({ storageState: stateOf('operator') })

test('a save that replaced what another program wrote in the meantime says so on the page', async ({
  page,
}) => {
  const trunk = await createTrunk(await apiAs('operator'))
  const path = `**/trunks/${trunk.id}`
  await control('POST', 'faults', { method: 'PUT', path, count: 1, fault: { kind: 'delay', ms: 3000 } })
  await page.goto(`/projects/sandbox/trunks/${trunk.id}`)
  await page.getByRole('button', { name: /^Edit/ }).click()
  const dialog = page.getByRole('dialog', { name: `Edit ${trunk.name}` })
  await dialog.getByLabel('Name', { exact: true }).fill('Saved by me')
  await dialog.getByRole('button', { name: 'Save trunk' }).click()
  // The write has come to the vendor and waits there.
  await expect
    .poll(async () => {
      const { requests } = await control<{ requests: { method: string; path: string }[] }>('GET', 'requests')
      return requests.some((one) => one.method === 'PUT' && one.path.endsWith(`/trunks/${trunk.id}`))
    })
    .toBe(true)
  await control('PUT', `objects/trunks/${trunk.id}`, { enableCallerName: true })
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText('Someone else changed enable caller name while this was being saved')
  await expect(messages).toContainText('Their values are in the activity log.')
})
