import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { drawn } from './helpers'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Axe finds nothing on what the page shows, wide and on a phone, light and dark, and nothing spills over its sides. */
export async function expectNothingFound(page: Page): Promise<void> {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
      await drawn(page)
      const axe = new AxeBuilder({ page }).setLegacyMode()
      // The theme changes colours alone, so in the dark only these are looked at.
      const { violations } = await (
        colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe.withTags(rules)
      ).analyze()
      const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)
      expect(found, `${colorScheme}, ${width} px`).toEqual([])
    }
    const spill = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(spill, `${width} px`).toBeLessThanOrEqual(0)
  }
}
