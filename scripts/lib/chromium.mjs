import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Problem } from './fail.mjs'
import { bin } from './steps.mjs'

const known = [
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
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
        stdio: 'ignore',
        env,
      })
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
