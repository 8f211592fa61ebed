import { expect, test, type Browser } from '@playwright/test'
import { openPage, stateOf } from './helpers'

const most = 0.02

/** How far things jumped while a page came up: the sum of its layout shifts that nobody asked for. */
async function shiftOf(browser: Browser, path: string, width: number): Promise<number> {
  const signedIn = path !== '/sign-in'
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    storageState: signedIn ? stateOf('operator') : undefined,
  })
  const page = await context.newPage()
  await openPage(page, path)
  await page.waitForLoadState('networkidle')
  const total = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput)
              sum += Number(entry.value)
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 200)
      }),
  )
  await context.close()
  return total
}

for (const width of [1440, 1024, 768, 360]) {
  test(`nothing jumps while a page comes up, ${width} px`, async ({ browser }) => {
    const paths = [
      '/projects/sandbox',
      '/projects/sandbox/trunks',
      '/projects/sandbox/calls',
      '/projects/sandbox/calls?last=7d',
      '/sign-in',
    ]
    const shifts = await Promise.all(
      paths.map(async (path) => ({ path, shift: await shiftOf(browser, path, width) })),
    )
    expect(shifts.filter(({ shift }) => shift > most)).toEqual([])
  })
}
