import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { freshContext, openBrowser, settled, throttle } from './browser'
import { median, signedInClient, type BenchClient } from './client'
import { atLeast, atMost, informs, printFigures, type Figure } from './report'
import type { Page } from '@playwright/test'

const jumps = 300
const figures: Figure[] = []
const servers = await startFresh({ env: { SWEEP_CALLS_PER_SECOND: '0' } })
const browser = await openBrowser()
const api = '/api/projects/sandbox'
try {
  const client = await signedInClient(servers.url, servers.setupToken)
  await costCurve(client)
  await globalSearch(client)
  await longTable(client, false)
  await longTable(client, true)
} finally {
  await browser.close()
  await servers.stop()
}
process.exitCode = printFigures(figures) ? 0 : 1

/** P31: how the time of a page grows from 100 trunks to 10,000. */
async function costCurve(client: BenchClient): Promise<void> {
  const times: [number, number][] = []
  let there = 3
  for (const trunks of [100, 1_000, 10_000]) {
    const numbers = { 100: 500, 1000: 4_500, 10000: 45_000 }[trunks] ?? 0
    const accessControlLists = { 100: 10, 1000: 90, 10000: 900 }[trunks] ?? 0
    await seed({ trunks: trunks - there, numbers, accessControlLists })
    there = trunks
    await pause(31_000)
    await client.get(`${api}/trunks?pageSize=50`)
    const samples: number[] = []
    for (let index = 0; index < 40; index += 1)
      samples.push(await timed(client, `${api}/trunks?pageSize=50&q=`))
    times.push([trunks, median(samples)])
  }
  const exponent = slope(times)
  figures.push(atMost('P31', 'a page of trunks, 100 to 10,000: exponent of the time', exponent, 0.2, ''))
}

/** P32: search over 10,000 trunks, 50,000 numbers and 1,000 access control lists. */
async function globalSearch(client: BenchClient): Promise<void> {
  const words = [
    'site 09',
    '+1415555',
    '198.18.3.77',
    'list 0500',
    'nothing here',
    '4155550123',
    'registering',
  ]
  await timed(client, `${api}/search?q=warm`)
  const times: number[] = []
  for (let round = 0; round < 10; round += 1)
    for (const word of words) times.push(await timed(client, `${api}/search?q=${encodeURIComponent(word)}`))
  times.sort((one, other) => one - other)
  figures.push(
    informs('P32', 'search: median of the whole answer', median(times), 'ms'),
    atMost(
      'P32',
      'search: 95th percentile of the whole answer',
      times[Math.floor(times.length * 0.95)] ?? 0,
      30,
      'ms',
    ),
  )
  const context = await freshContext(browser, client)
  const page = await context.newPage()
  await page.goto(`${servers.url}/projects/sandbox`)
  await settled(page)
  const painted: number[] = []
  for (let round = 0; round < 8; round += 1) {
    await page.keyboard.press('Control+k')
    const field = page.getByPlaceholder('Search trunks, numbers, lists, addresses, pages')
    await field.waitFor()
    await field.fill(`site 0${round}`)
    painted.push(await page.evaluate(untilFound, `site 0${round}1`))
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
  }
  figures.push(
    atMost('P32', 'search: from the last letter to the entries, median', median(painted), 100, 'ms'),
  )
  await context.close()
}

// Runs in the page: types the last letter and waits for the frame with an entry that fits.
async function untilFound(text: string): Promise<number> {
  const field = document.querySelector('input[cmdk-input]')
  if (!(field instanceof HTMLInputElement)) throw new Error('the palette is not open')
  const began = performance.now()
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  const fits = () =>
    [...document.querySelectorAll('[cmdk-item]')].some((item) =>
      item.textContent?.toLowerCase().startsWith(text),
    )
  while (!fits()) await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => requestAnimationFrame(resolve))
  return performance.now() - began
}

/** P13: a table of all 50,000 numbers in one piece. */
async function longTable(client: BenchClient, slow: boolean): Promise<void> {
  const context = await freshContext(browser, client)
  const page = await context.newPage()
  await page.goto(`${servers.url}/projects/sandbox/phone-numbers?pageSize=all`)
  await settled(page)
  if (slow) await throttle(page)
  const frames = await page.evaluate(scrollAbout, jumps)
  frames.sort((one, other) => one - other)
  const at = (share: number) => frames[Math.floor(frames.length * share)] ?? 0
  const name = slow ? ', slow telephone' : ''
  figures.push(
    ...(slow
      ? []
      : [atMost('P13', `frame while jumping ${jumps} times, 95th percentile`, at(0.95), 25, 'ms')]),
    atMost(
      'P13',
      `frame while jumping ${jumps} times, 99th percentile${name}`,
      at(0.99),
      slow ? 120 : 50,
      'ms',
    ),
  )
  const steady = await page.evaluate(scrollSteadily, jumps)
  steady.sort((one, other) => one - other)
  const rests: number[] = []
  for (let jump = 1; jump <= 10; jump += 1) rests.push(await page.evaluate(jumpAndRest, jump * 40_000))
  figures.push(
    informs(
      'P13',
      `frame while scrolling 100 px a frame, 95th percentile${name}`,
      steady[Math.floor(steady.length * 0.95)] ?? 0,
      'ms',
    ),
    informs('P13', `from a jump to the rows that are there, median${name}`, median(rests), 'ms'),
  )
  if (!slow) await longTableHolds(page)
  await context.close()
}

async function longTableHolds(page: Page): Promise<void> {
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const heap = await page.evaluate(() => {
    const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } } // Chromium only
    return (memory?.usedJSHeapSize ?? 0) / 1024 / 1024
  })
  const rows = Number(await page.getByRole('table').first().getAttribute('aria-rowcount'))
  figures.push(
    atLeast('P13', 'rows that a screen reader is told of', rows, 50_000, 'rows'),
    atMost('P13', 'elements on the page', nodes, 1_500, 'elements'),
    atMost('P13', 'memory of the page’s script', heap, 150, 'MB'),
  )
}

// Runs in the page: jumps up and down the whole table and notes how long each frame took.
async function scrollAbout(times: number): Promise<number[]> {
  const frames: number[] = []
  const height = document.documentElement.scrollHeight - window.innerHeight
  let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
  for (let jump = 0; jump < times; jump += 1) {
    window.scrollTo(0, (jump * 3_000) % height)
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    frames.push(now - before)
    before = now
  }
  return frames
}

// Runs in the page: scrolls on and on by a few rows a frame and notes how long each took.
async function scrollSteadily(times: number): Promise<number[]> {
  const frames: number[] = []
  window.scrollTo(0, 0)
  let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
  for (let step = 0; step < times; step += 1) {
    window.scrollBy(0, 100)
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    frames.push(now - before)
    before = now
  }
  return frames
}

// Runs in the page: jumps once and waits until a number stands in the middle of the window.
async function jumpAndRest(to: number): Promise<number> {
  const began = performance.now()
  window.scrollTo(0, to)
  const isThere = () =>
    document
      .elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)
      ?.closest('tr')
      ?.querySelector('input')
  do await new Promise((resolve) => requestAnimationFrame(resolve))
  while (!isThere())
  return performance.now() - began
}

async function timed(client: BenchClient, path: string): Promise<number> {
  const began = performance.now()
  const answer = await client.get(path)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  await answer.arrayBuffer()
  return performance.now() - began
}

/** The exponent that fits time = c · size^e best. */
function slope(points: readonly [number, number][]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const)
  const mean = (index: 0 | 1) => logs.reduce((sum, log) => sum + log[index], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const top = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0)
  const bottom = logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0)
  return top / bottom
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function seed(counts: Record<string, number>): Promise<void> {
  const answer = await fetch(`${servers.sandboxUrl}/__sandbox/seed`, {
    method: 'POST',
    body: JSON.stringify(counts),
    headers: { 'content-type': 'application/json' },
  })
  if (!answer.ok) throw new Error(`the sandbox could not be seeded: ${await answer.text()}`)
}
