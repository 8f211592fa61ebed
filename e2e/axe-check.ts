import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { drawn } from './helpers'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Axe on what the page shows, wide and narrow, light and dark, with nothing that spills over its sides. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
      await drawn(page)
      const axe = new AxeBuilder({ page }).setLegacyMode()
      // The theme changes colours alone.
      const looked = colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe.withTags(rules)
      const { violations } = await looked.analyze()
      const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)
      expect(found, `${where}, ${colorScheme}, ${width} px`).toEqual([])
    }
    const spill = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(spill, `${where}, ${width} px`).toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}
