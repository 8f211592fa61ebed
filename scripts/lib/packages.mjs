import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from './fail.mjs'

export const root = join(import.meta.dirname, '..', '..')
const stampFile = join(root, 'node_modules', '.installed')

/** Node 20.9 is what Next asks for; better-sqlite3 and argon2 are tested with 20 to 24. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return
  throw new Problem(
    `EST console needs Node.js 20.9 or newer; this is ${version}. Install a newer one from https://nodejs.org and try again.`,
  )
}

/** Installs the packages from the lockfile when it changed since they were installed. */
export function ensurePackages() {
  const wanted = lockHash()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  process.stdout.write('Installing packages (this takes a minute or two the first time)…\n')
  let failure = npm(['ci', '--no-audit', '--no-fund'])
  // A lockfile that was written on another platform may lack this one's binaries; npm install adds them.
  if (failure && /from lock file|EUSAGE/.test(failure))
    failure = npm(['install', '--no-audit', '--no-fund', '--no-save'])
  if (failure) throw new Problem(adviceFor(failure))
  assertDriver()
  writeFileSync(stampFile, wanted)
}

function lockHash() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(lock).update(process.versions.modules).digest('hex')
}

function npm(args) {
  const result = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (result.error) return result.error.message
  return result.status === 0 ? null : `${result.stdout}\n${result.stderr}`
}

/** What to do about an installation that failed, in one line. */
export function adviceFor(output) {
  if (/node-gyp|gyp ERR|not found: make|better-sqlite3/i.test(output)) {
    return 'The SQLite driver could not be compiled. Install python3, make and a C++ compiler (Debian: apt-get install python3 make g++) and run this again.'
  }
  if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/.test(output))
    return 'The package registry cannot be reached. Check the network and run this again.'
  if (/ENOSPC/.test(output)) return 'The disk is full. Free some space and run this again.'
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return `The packages could not be installed: ${lines.at(-1) ?? 'npm gave no reason'}`
}

function assertDriver() {
  try {
    execFileSync(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').close()"], {
      cwd: root,
      stdio: 'pipe',
    })
  } catch {
    throw new Problem(adviceFor('better-sqlite3'))
  }
}
