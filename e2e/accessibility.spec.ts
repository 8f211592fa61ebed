import { expect, test } from '@playwright/test'
import { expectAccessible } from './axe-check'
import { apiAs, createTrunk, openPage, stateOf, watchConsole } from './helpers'

test.describe('signed in', () => {
  test.use({ storageState: stateOf('admin') })

  const pages = [
    '/projects/sandbox',
    '/projects/sandbox/trunks',
    '/projects/sandbox/trunks/:trunkId',
    '/projects/sandbox/trunks/:trunkId/connect',
    '/projects/sandbox/calls?pageSize=20',
    '/settings/projects',
    '/settings/sessions',
    '/settings/users',
    '/no-such-page',
  ]
  for (const path of pages) {
    test(`${path} is clean and nothing spills over its sides`, async ({ page }) => {
      const trunkId = path.includes(':trunkId') ? (await createTrunk(await apiAs('operator'))).id : ''
      const noProblems = path === '/no-such-page' ? undefined : watchConsole(page)
      await openPage(page, path.replace(':trunkId', trunkId))
      await expectAccessible(page, path)
      noProblems?.()
    })
  }

  test('the dialog of a new trunk is clean', async ({ page }) => {
    await page.goto('/projects/sandbox/trunks?create=1')
    await expect(page.getByRole('dialog', { name: 'Create SIP trunk' })).toBeVisible()
    await expectAccessible(page, 'create dialog')
  })

  test('the palette is clean', async ({ page }) => {
    await openPage(page, '/projects/sandbox/trunks')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog').getByRole('option').nth(4)).toBeVisible()
    await expectAccessible(page, 'palette')
  })

  test('the drawer of a call is clean', async ({ page }) => {
    const calls = await (await (await apiAs('viewer')).get('/api/projects/sandbox/calls?pageSize=1')).json()
    await openPage(
      page,
      `/projects/sandbox/calls?pageSize=20&call=${encodeURIComponent(calls.items[0].callId)}`,
    )
    await expect(page.getByRole('complementary', { name: 'Call', exact: true })).toBeVisible()
    await expectAccessible(page, 'call drawer')
  })
})

for (const path of ['/sign-in', '/setup', '/no-such-page']) {
  test(`${path} is clean for who is signed out`, async ({ page }) => {
    await openPage(page, path)
    await expectAccessible(page, path)
  })
}
