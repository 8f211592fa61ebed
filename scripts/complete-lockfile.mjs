/**
 * Run after a change of packages: `node scripts/complete-lockfile.mjs`. A lockfile that was written where a registry lacks the binaries of
 * other platforms has no entries for them; `npm ci` then refuses it everywhere. This adds an entry for each, without a checksum, since it
 * could not be fetched here: npm fetches it on the platform that needs it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = [
  'arm64',
  'arm',
  'armv7',
  'ia32',
  'x64',
  'loong64',
  'mips64el',
  'ppc64',
  'ppc64le',
  'riscv64',
  's390x',
  'wasm32',
]
let added = 0

for (const [path, { optionalDependencies = {}, dev, devOptional }] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const isThere = lock.packages[`node_modules/${name}`] ?? lock.packages[`${path}/node_modules/${name}`]
    if (isThere || !/^\d/.test(version)) continue
    const parts = name.split(/[/-]/)
    const os = systems.filter((system) => parts.includes(system))
    const cpu = processors.filter((processor) => parts.includes(processor))
    if (os.length === 0 && cpu.length === 0) continue
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 ? { cpu: cpu.map((one) => (one === 'armv7' ? 'arm' : one)) } : {}),
      ...(dev || devOptional ? { dev: true } : {}),
      optional: true,
      ...(os.length > 0 ? { os } : {}),
    }
    added += 1
  }
}

const [root, ...others] = Object.entries(lock.packages)
lock.packages = Object.fromEntries([root, ...others.sort(([left], [right]) => (left < right ? -1 : 1))])
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} entries added\n`)
