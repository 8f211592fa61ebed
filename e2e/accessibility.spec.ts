import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { apiAs, createTrunk, stateOf, watchConsole } from './helpers'

const shapes = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 360 },
  { colorScheme: 'dark', width: 360 },
] as const

async function expectClean(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([])
}

for (const { colorScheme, width } of shapes) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 }, storageState: stateOf('admin') })

    test('every page is clean and nothing spills over its sides', async ({ page }) => {
      const trunk = await createTrunk(await apiAs('operator'))
      const noProblems = watchConsole(page)
      const paths = [
        '/projects/sandbox',
        '/projects/sandbox/trunks',
        `/projects/sandbox/trunks/${trunk.id}`,
        `/projects/sandbox/trunks/${trunk.id}/connect`,
        '/projects/sandbox/calls',
        '/settings/projects',
        '/settings/sessions',
        '/settings/users',
      ]
      for (const path of paths) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        await expectClean(page, path)
        expect(
          await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          ),
          path,
        ).toBeLessThanOrEqual(0)
      }
      noProblems()
    })

    test('the dialog, the drawer and the signed-out pages are clean', async ({ page, browser }) => {
      await page.goto('/projects/sandbox/trunks?create=1')
      await expect(page.getByRole('dialog', { name: 'Create SIP trunk' })).toBeVisible()
      await expectClean(page, 'create dialog')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('option').nth(4)).toBeVisible()
      await expectClean(page, 'palette')
      await page.goto('/no-such-page')
      await expect(page.getByRole('button', { name: 'Search trunks and pages' })).toBeVisible()
      await expectClean(page, 'no such page, signed in')
      const calls = await (await (await apiAs('viewer')).get('/api/projects/sandbox/calls?pageSize=1')).json()
      await page.goto(`/projects/sandbox/calls?call=${encodeURIComponent(calls.items[0].callId)}`)
      await expect(
        page
          .getByRole('table', { name: /^Calls/ })
          .getByRole('row')
          .nth(1),
      ).toBeVisible()
      await expectClean(page, 'call drawer')
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        storageState: undefined,
      })
      const nobody = await context.newPage()
      for (const path of ['/sign-in', '/setup', '/no-such-page']) {
        await nobody.goto(path)
        await expect(nobody.getByRole('heading', { level: 1 })).toBeVisible()
        await expectClean(nobody, path)
      }
      await context.close()
    })
  })
}
