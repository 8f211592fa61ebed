import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { apiAs, createTrunk, drawn, openPage, stateOf, watchConsole } from './helpers'

const widths = [1440, 360]
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Axe on what the page shows, wide and narrow, light and dark. The theme changes colours alone, so in the dark only these are looked at. */
async function expectClean(page: Page, where: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
      // Colours that are still on their way from one theme to the other are nobody's colours.
      await drawn(page)
      // Without the page of its own that axe opens for frames of other origins: the console has no frames.
      const axe = new AxeBuilder({ page }).setLegacyMode()
      const { violations } = await (
        colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe.withTags(rules)
      ).analyze()
      const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)
      expect(found, `${where}, ${colorScheme}, ${width} px`).toEqual([])
    }
    const spill = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(spill, `${where}, ${width} px`).toBeLessThanOrEqual(0)
  }
}

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
      await expectClean(page, path)
      noProblems?.()
    })
  }

  test('the dialog of a new trunk is clean', async ({ page }) => {
    await page.goto('/projects/sandbox/trunks?create=1')
    await expect(page.getByRole('dialog', { name: 'Create SIP trunk' })).toBeVisible()
    await expectClean(page, 'create dialog')
  })

  test('the palette is clean', async ({ page }) => {
    await openPage(page, '/projects/sandbox/trunks')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('option').nth(4)).toBeVisible()
    await expectClean(page, 'palette')
  })

  test('the drawer of a call is clean', async ({ page }) => {
    const calls = await (await (await apiAs('viewer')).get('/api/projects/sandbox/calls?pageSize=1')).json()
    await openPage(
      page,
      `/projects/sandbox/calls?pageSize=20&call=${encodeURIComponent(calls.items[0].callId)}`,
    )
    await expect(page.getByRole('complementary', { name: 'Call', exact: true })).toBeVisible()
    await expectClean(page, 'call drawer')
  })
})

for (const path of ['/sign-in', '/setup', '/no-such-page']) {
  test(`${path} is clean for who is signed out`, async ({ page }) => {
    await openPage(page, path)
    await expectClean(page, path)
  })
}
