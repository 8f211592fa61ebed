import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { freshContext, openBrowser, settled, throttle, vitalsOf, type Vitals } from './browser'
import { median, signedInClient } from './client'
import { atMost, printFigures, type Figure } from './report'
import { everyRoute } from './routes'
import type { Browser, Page } from '@playwright/test'

const runs = 5
const project = '/projects/sandbox'
const figures: Figure[] = []
const servers = await startFresh({ env: { SWEEP_CALLS_PER_SECOND: '0' } })
const browser = await openBrowser()
try {
  const client = await signedInClient(servers.url, servers.setupToken)
  await seed({ trunks: 10_000, numbers: 5_000, accessControlLists: 1_000 })
  for (const { route, path, isPublic } of await everyRoute(client)) {
    if (isPublic) continue
    const name = route.replace('/projects/[projectId]', '') || '/'
    await visit(browser, path, false)
    const plain = await several(() => visit(browser, path, false))
    const slow = await several(() => visit(browser, path, true))
    figures.push(
      atMost('P11', `${name}: largest paint`, plain.lcp, 600, 'ms'),
      atMost('P11', `${name}: answer to a key`, plain.inp, 100, 'ms'),
      atMost('P11', `${name}: layout shift`, plain.cls, 0.02, ''),
      atMost('P11', `${name}: blocked`, plain.tbt, 100, 'ms'),
      atMost('P12', `${name}: largest paint, slow telephone`, slow.lcp, 1800, 'ms'),
      atMost('P12', `${name}: answer to a key, slow telephone`, slow.inp, 200, 'ms'),
      atMost('P12', `${name}: blocked, slow telephone`, slow.tbt, 300, 'ms'),
    )
  }
  await routeChanges(browser)

  async function visit(from: Browser, path: string, slow: boolean): Promise<Vitals> {
    const context = await freshContext(from, client)
    const page = await context.newPage()
    if (slow) await throttle(page)
    const vitals = await vitalsOf(page, servers.url + path, pressKeys)
    await context.close()
    return vitals
  }

  /** P14: from page to page by the sidebar, each visited once before. */
  async function routeChanges(from: Browser): Promise<void> {
    const context = await freshContext(from, client)
    const page = await context.newPage()
    await page.goto(servers.url + project)
    await settled(page)
    const origin = await page.evaluate(() => performance.timeOrigin)
    const names = ['SIP trunks', 'Access control lists', 'Phone numbers', 'Overview', 'Calls']
    const times: number[] = []
    for (let round = 0; round <= runs; round += 1)
      for (const name of names) {
        const took = await page.evaluate(openByLink, name)
        await settled(page)
        if (round > 0) times.push(took)
      }
    const same = (await page.evaluate(() => performance.timeOrigin)) === origin
    figures.push(
      atMost('P14', 'route change, warm: median to the new page', median(times), 150, 'ms'),
      atMost('P14', 'route change, warm: slowest', Math.max(...times), 150, 'ms'),
      atMost('P14', 'full reloads', same ? 0 : 1, 0, 'reloads'),
    )
    await context.close()
  }
} finally {
  await browser.close()
  await servers.stop()
}
process.exitCode = printFigures(figures) ? 0 : 1

async function several(measure: () => Promise<Vitals>): Promise<Vitals> {
  const all: Vitals[] = []
  for (let run = 0; run < runs; run += 1) all.push(await measure())
  const middle = (name: keyof Vitals) => median(all.map((vitals) => vitals[name]))
  return { lcp: middle('lcp'), inp: middle('inp'), cls: middle('cls'), tbt: middle('tbt') }
}

async function pressKeys(page: Page): Promise<void> {
  const search = page.getByRole('main').getByRole('searchbox').first()
  if ((await search.count()) > 0) {
    await search.pressSequentially('site', { delay: 30 })
    return
  }
  for (let index = 0; index < 6; index += 1) await page.keyboard.press('Tab', { delay: 30 })
}

// Runs in the page: from the click to the frame that shows the new heading with something below it.
async function openByLink(name: string): Promise<number> {
  const main = document.querySelector('nav[aria-label=Main]')
  const link = [...(main?.querySelectorAll('a') ?? [])].find((one) => one.textContent === name)
  if (!link) throw new Error(`the sidebar has no link ${name}`)
  const began = performance.now()
  link.click()
  const shows = () =>
    document.querySelector('h1')?.textContent === name &&
    document.querySelector('main table tbody a, main table tbody button, main dl dd a, main [data-table]')
  while (!shows()) await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => requestAnimationFrame(resolve))
  return performance.now() - began
}

async function seed(counts: Record<string, number>): Promise<void> {
  const answer = await fetch(`${servers.sandboxUrl}/__sandbox/seed`, {
    method: 'POST',
    body: JSON.stringify(counts),
    headers: { 'content-type': 'application/json' },
  })
  if (!answer.ok) throw new Error(`the sandbox could not be seeded: ${await answer.text()}`)
}
