import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import { ensureChromium } from '../scripts/lib/chromium.mjs'
import type { BenchClient } from './client'

/** What a browser measured of one page; milliseconds, and the share of the view that moved. */
export interface Vitals {
  lcp: number
  inp: number
  cls: number
  tbt: number
}

/** A Chromium for benchmarks. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: ensureChromium(),
    args: ['--disable-gpu', '--no-sandbox', '--enable-precise-memory-info'],
  })
}

/** A window of its own, signed in as the client is, with nothing in its cache. */
export async function freshContext(browser: Browser, client: BenchClient): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const cookies = client
    .cookie()
    .split('; ')
    .map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: client.url }
    })
  await context.addCookies(cookies)
  // What compiles these files names functions by a helper that a page does not have.
  await context.addInitScript('globalThis.__name = (value) => value')
  await context.addInitScript(observeVitals)
  return context
}

/** A slow telephone: a quarter of this processor, 150 ms to the server, 1.6 Mbit/s. */
export async function throttle(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return session
}

interface Observed {
  fcp: number
  lcp: number
  cls: number
  inp: number
  /** Tasks of over 50 ms: when each began, and how long it took. */
  longTasks: [number, number][]
}

// Runs in the page before anything else does.
function observeVitals(): void {
  const seen: Observed = { fcp: 0, lcp: 0, cls: 0, inp: 0, longTasks: [] }
  Object.assign(window, { vitals: seen })
  const watch = (type: string, read: (entry: PerformanceEntry & Record<string, number>) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) read(entry as PerformanceEntry & Record<string, number>) // the fields depend on the type of entry
    }).observe({ type, buffered: true, ...(type === 'event' ? { durationThreshold: 16 } : {}) })
  watch('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime))
  watch('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime
  })
  watch('longtask', (entry) => seen.longTasks.push([entry.startTime, entry.duration]))
  watch('layout-shift', (entry) => {
    if (!entry.hadRecentInput) seen.cls += entry.value ?? 0
  })
  watch('event', (entry) => {
    if (entry.interactionId) seen.inp = Math.max(seen.inp, entry.duration)
  })
}

/** Opens a page, waits until nothing is loading, does `act`, and says what a person would have felt. */
export async function vitalsOf(page: Page, url: string, act: (page: Page) => Promise<void>): Promise<Vitals> {
  const answer = await page.goto(url)
  if (answer?.status() !== 200) throw new Error(`${url} is answered with ${answer?.status()}`)
  await settled(page)
  const { fcp, lcp, cls, longTasks } = await observed(page)
  await act(page)
  await settled(page)
  const { inp } = await observed(page)
  return { lcp, cls, inp, tbt: blockedTime(fcp, longTasks) }
}

// As the measure is defined: from the first paint on, what goes beyond 50 ms of each task. Before that there is nothing to press.
function blockedTime(fcp: number, longTasks: Observed['longTasks']): number {
  const beyond = longTasks.map(([began, took]) => began + took - Math.max(began, fcp) - 50)
  return beyond.reduce((sum, ms) => sum + Math.max(0, ms), 0)
}

/** Waits until the page shows what it is about and has been quiet for a moment. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => document.querySelectorAll('main [aria-busy=true]').length === 0)
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
}

async function observed(page: Page): Promise<Observed> {
  return await page.evaluate(() => (window as unknown as { vitals: Observed }).vitals) // set by observeVitals above
}
