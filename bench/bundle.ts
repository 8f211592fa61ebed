import { chromium } from '@playwright/test'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { ensureChromium } from '../scripts/lib/chromium.mjs'
import { signedInClient } from './client'
import { atMost, printFigures, type Figure } from './report'

/** P10: JavaScript that a modern browser fetches for the first load of each page, compressed as it travels. */
const limits: Record<string, number> = {
  '/sign-in': 150,
  '/setup': 200,
  '/projects/sandbox': 200,
  '/projects/sandbox/trunks': 200,
  '/projects/sandbox/calls': 200,
  '/settings/projects': 200,
  '/settings/sessions': 200,
  '/settings/users': 200,
}

const servers = await startFresh()
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const client = await signedInClient(servers.url, servers.setupToken)
  const list = (await (await client.get('/api/projects/sandbox/trunks')).json()) as {
    items: { id: string }[]
  } // our own API's shape
  const trunkPath = `/projects/sandbox/trunks/${list.items[0]?.id ?? ''}`
  const figures: Figure[] = []
  for (const [path, limit] of [...Object.entries(limits), [trunkPath, 200] as const]) {
    const isPublic = path === '/sign-in' || path === '/setup'
    const context = await browser.newContext({
      extraHTTPHeaders: isPublic ? {} : { cookie: client.cookie() },
    })
    const page = await context.newPage()
    let bytes = 0
    const counted: Promise<void>[] = []
    page.on('response', (response) => {
      if (!/\.js(\?|$)/.test(response.url())) return
      counted.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => void (bytes += responseBodySize)),
      )
    })
    await page.goto(servers.url + path, { waitUntil: 'networkidle' })
    await Promise.all(counted)
    await context.close()
    figures.push(atMost('P10', path.replace(/trunks\/.+/, 'trunks/{trunkId}'), bytes / 1000, limit, 'kB'))
  }
  process.exitCode = printFigures(figures) ? 0 : 1
} finally {
  await browser.close()
  await servers.stop()
}
