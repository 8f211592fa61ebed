import { expect, test } from '@playwright/test'
import { openPage, stateOf } from './helpers'

test.use({ storageState: stateOf('operator') })

test('a part of a page that cannot be loaded is said, and is there when the connection is', async ({
  page,
  context,
}) => {
  await openPage(page, '/projects/sandbox/trunks')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Create SIP trunk' }).first().click()
  await expect(page.getByRole('heading', { name: 'A part of this page did not load' })).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('dialog', { name: 'Create SIP trunk' })).toBeVisible()
})
