import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Problem } from './fail.mjs'
import { bin } from './steps.mjs'

// The one without a window of its own comes first: it opens a page in a third of the time.
const known = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A Chromium for the browser tests: the system's, else Playwright's own, else Debian's package. Undefined means Playwright's. */
export function ensureChromium() {
  const found = process.env.CHROMIUM_PATH ?? known.find((path) => existsSync(path))
  if (found) return found
  const [program, ...args] = bin('@playwright', 'test', 'cli.js')
  if (
    spawnSync(program, [...args, 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 }).status === 0
  )
    return undefined
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Installing Chromium from Debian…\n')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
      for (const name of ['chromium-headless-shell', 'chromium']) {
        const install = ['install', '-y', '-qq', '--no-install-recommends', name]
        // Debian has had the first one for a few years only.
        if (spawnSync('apt-get', install, { stdio: 'ignore', env }).status === 0) break
      }
    } catch {
      // The check below says what to do.
    }
    const installed = known.find((path) => existsSync(path))
    if (installed) return installed
  }
  throw new Problem(
    'The browser tests need a Chromium. Install one (Debian: apt-get install chromium), or name it in CHROMIUM_PATH.',
  )
}
