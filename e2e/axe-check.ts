import { expect, type Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'
import { drawn } from './helpers'

const rules: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
}
// The theme changes colours alone.
const coloursOnly: RunOptions = { ...rules, runOnly: { type: 'rule', values: ['color-contrast'] } }

/** Axe on what the page shows, wide and narrow, light and dark, with nothing that spills over its sides. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/)
      await drawn(page)
      const found = await violations(page, colorScheme === 'dark' ? coloursOnly : rules)
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

/** What axe finds; it is brought to each document once, since reading its source takes as long as running it. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return await page.evaluate(async (given) => {
    const { violations } = await window.axe.run(document, given)
    return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)
  }, options)
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
