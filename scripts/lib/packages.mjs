import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from './fail.mjs'

// Not `import.meta.dirname`, which older versions of Node lack: they must get as far as the line that says so.
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
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
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund']
  let failure = npm(['ci', ...flags])
  // A lockfile that was written on another platform may lack this one's binaries; npm install adds them.
  if (failure ? /from lock file|EUSAGE/.test(failure) : !loads(...binaries))
    failure = npm(['install', '--no-save', ...flags])
  if (failure) throw new Problem(adviceFor(failure))
  if (!loads('better-sqlite3')) throw new Problem(adviceFor('better-sqlite3'))
  if (!loads(...binaries))
    throw new Problem(
      `The packages for ${process.platform} ${process.arch} could not be installed. Remove node_modules and run this again; if that does not help, use Linux, macOS or Windows on x64 or arm64.`,
    )
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
  // Ctrl-C is no failure that needs an explanation.
  if (result.signal) process.exit(130)
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

/** Packages with a binary for each platform, which an installation can lack without npm saying so. */
const binaries = ['lightningcss', '@tailwindcss/oxide', '@node-rs/argon2', 'next/dist/build/swc']

function loads(...names) {
  // Made, not only loaded: the SQLite driver opens its binary with the first database.
  const script = names
    .map((name) => {
      if (name === 'better-sqlite3') return "new (require('better-sqlite3'))(':memory:').close()"
      if (name === 'next/dist/build/swc') return `require.resolve('@next/swc-${swcPlatform()}')`
      return `require('${name}')`
    })
    .join(';')
  return spawnSync(process.execPath, ['-e', script], { cwd: root, stdio: 'ignore' }).status === 0
}

function swcPlatform() {
  const libc = process.report?.getReport().header.glibcVersionRuntime ? 'gnu' : 'musl'
  const suffix = { linux: `-${libc}`, win32: '-msvc' }[process.platform] ?? ''
  return `${process.platform}-${process.arch}${suffix}`
}
