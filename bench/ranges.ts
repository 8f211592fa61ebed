import { readRangeLines } from '../lib/rules/cidr-lines'
import { lintRanges } from '../lib/rules/cidr-lint'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { freshContext, openBrowser, settled } from './browser'
import { median, signedInClient, type BenchClient } from './client'
import { atMost, printFigures, type Figure } from './report'

const figures: Figure[] = []
const servers = await startFresh({ env: { SWEEP_CALLS_PER_SECOND: '0' } })
const browser = await openBrowser()
const api = '/api/projects/sandbox'
try {
  await ranges(await signedInClient(servers.url, servers.setupToken))
} finally {
  await browser.close()
  await servers.stop()
}
process.exitCode = printFigures(figures) ? 0 : 1

/** P15: a list with a thousand ranges is opened, looked at by the linter and pasted; and ten thousand are looked at. */
async function ranges(client: BenchClient): Promise<void> {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      description: `Site ${index}`,
      ipAddress: `8.${Math.floor(index / 4096) % 256}.${Math.floor(index / 16) % 256}.${(index % 16) * 16}`,
      range: 28,
    }))
  const looking = (count: number) => {
    const list = many(count)
    return median(Array.from({ length: 9 }, () => milliseconds(() => lintRanges(list))))
  }
  const lines = many(1_000).map(({ ipAddress, range, description }, index) =>
    index % 27 === 13 ? `${ipAddress}/99` : `${ipAddress}/${range} - ${description}`,
  )
  const reading = median(
    Array.from({ length: 9 }, () => milliseconds(() => readRangeLines(lines.join('\n')))),
  )
  figures.push(
    atMost('P15', 'linter over 1,000 ranges', looking(1_000), 20, 'ms'),
    atMost('P15', 'linter over 10,000 ranges', looking(10_000), 100, 'ms'),
    atMost('P15', 'a paste of 1,000 lines is read, its bad lines named', reading, 100, 'ms'),
  )
  const body = {
    name: 'A thousand ranges',
    enabled: true,
    ipRanges: many(1_000),
    confirmWideRanges: 'A thousand ranges',
  }
  const made = await client.post(`${api}/accessControlLists`, body)
  const { id } = (await made.json()) as { id: string } // our own API's shape
  const context = await freshContext(browser, client)
  const page = await context.newPage()
  await page.goto(`${servers.url}/projects/sandbox/access-control-lists?q=A+thousand`)
  await settled(page)
  const opened: number[] = []
  for (let round = 0; round < 8; round += 1) {
    opened.push(await page.evaluate(openList, id))
    await settled(page)
    await page.goBack()
    await page.getByRole('link', { name: 'A thousand ranges' }).waitFor()
  }
  // The first opening loads the code of the page.
  figures.push(atMost('P15', 'opening a list with 1,000 ranges, median', median(opened.slice(1)), 200, 'ms'))
  await context.close()
}

// Runs in the page: from the press to the frame that shows the ranges.
async function openList(id: string): Promise<number> {
  const link = document.querySelector(`a[href$="/access-control-lists/${id}"]`)
  if (!(link instanceof HTMLElement)) throw new Error('the list is not in the table')
  const began = performance.now()
  link.click()
  const shows = () => document.querySelector('button[aria-label^="Copy 8."]') !== null
  while (!shows()) await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => requestAnimationFrame(resolve))
  return performance.now() - began
}

function milliseconds(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}
