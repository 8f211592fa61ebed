import { request } from 'undici'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { freshContext, openBrowser } from './browser'
import { signedInClient } from './client'
import { atMost, printFigures, type Figure } from './report'
import { everyRoute } from './routes'

/** P10: JavaScript that a modern browser fetches for the first load of each page, compressed as it travels. */
const limitOf = (route: string) => (route === '/sign-in' ? 150 : 200)

const sizes = new Map<string, number>()
const servers = await startFresh()
const browser = await openBrowser()
try {
  const client = await signedInClient(servers.url, servers.setupToken)
  const figures: Figure[] = []
  for (const { route, path, isPublic } of await everyRoute(client)) {
    const context = isPublic ? await browser.newContext() : await freshContext(browser, client)
    const page = await context.newPage()
    const scripts = new Set<string>()
    page.on('response', (response) => {
      if (/\.js(\?|$)/.test(response.url())) scripts.add(response.url())
    })
    const answer = await page.goto(servers.url + path, { waitUntil: 'networkidle' })
    if (answer?.status() !== 200) throw new Error(`${path} is answered with ${answer?.status()}`)
    await context.close()
    let bytes = 0
    for (const url of scripts) bytes += await compressedSize(url)
    figures.push(atMost('P10', route, bytes / 1000, limitOf(route), 'kB'))
  }
  process.exitCode = printFigures(figures) ? 0 : 1
} finally {
  await browser.close()
  await servers.stop()
}

// Asked for once more, since what the browser says of its own answers counts the headers of some of them as well.
async function compressedSize(url: string): Promise<number> {
  const known = sizes.get(url)
  if (known !== undefined) return known
  const answer = await request(url, { headers: { 'accept-encoding': 'gzip' } })
  if (answer.statusCode !== 200) throw new Error(`${url} is answered with ${answer.statusCode}`)
  const size = (await answer.body.arrayBuffer()).byteLength
  sizes.set(url, size)
  return size
}
