import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from './fail.mjs'
import { root } from './packages.mjs'

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'instrumentation-client.ts',
  // Read by the settings, so it is part of the build as well.
  'scripts/preload/addresses.mjs',
  'scripts/lib/build.mjs',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

/** Where the build that is run lies. */
export const standalone = join(root, '.next', 'standalone')

/** Builds the console when its sources changed since the last build, and puts the assets beside the server. */
export function ensureBuild() {
  const stampFile = join(root, '.next', 'build-stamp')
  const wanted = sourceHash()
  if (
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === wanted &&
    existsSync(join(standalone, 'server.js'))
  )
    return
  process.stdout.write('Building the console (about a minute)…\n')
  rmSync(stampFile, { force: true })
  const began = Date.now()
  const result = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  if (result.status !== 0) throw new Problem(`The build failed.\n${result.stdout}\n${result.stderr}`)
  const assets = join(standalone, '.next', 'static')
  rmSync(assets, { recursive: true, force: true })
  cpSync(join(root, '.next', 'static'), assets, { recursive: true })
  hintToCompile(join(assets, 'chunks'))
  if (existsSync(join(root, 'public')))
    cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true })
  mkdirSync(join(root, '.next'), { recursive: true })
  writeBillOfMaterials()
  writeFileSync(stampFile, wanted)
  process.stdout.write(`Built in ${Math.round((Date.now() - began) / 1000)} s.\n`)
}

/**
 * Asks Chromium to compile each script whole while it is read, beside the page's own thread: nearly all of it is run as the page comes up,
 * and is else compiled in the midst of that. Other browsers see a comment.
 */
function hintToCompile(folder) {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.js')) continue
    const file = join(folder, name)
    writeFileSync(file, `//# allFunctionsCalledOnLoad\n${readFileSync(file, 'utf8')}`)
  }
}

/** What the build is made of, in CycloneDX, for those who keep account of it. A build without it still runs. */
function writeBillOfMaterials() {
  const result = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (result.status === 0) writeFileSync(join(root, '.next', 'sbom.json'), result.stdout)
}

function sourceHash() {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(root, source)
    if (existsSync(path)) addPath(hash, path, source)
  }
  return hash.digest('hex')
}

function addPath(hash, path, name) {
  let entries
  try {
    entries = readdirSync(path)
  } catch {
    hash.update(name).update(readFileSync(path))
    return
  }
  for (const entry of entries.sort())
    if (!/\.test\.tsx?$/.test(entry)) addPath(hash, join(path, entry), `${name}/${entry}`)
}
