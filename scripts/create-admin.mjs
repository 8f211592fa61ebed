import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from './lib/data-folder.mjs'
import { main, Problem } from './lib/fail.mjs'
import { checkNode, ensurePackages, root } from './lib/packages.mjs'
import { readPassword } from './lib/read-password.mjs'

await main(async () => {
  checkNode()
  const at = process.argv.indexOf('--email')
  const email = at === -1 ? undefined : process.argv[at + 1]
  if (!email) throw new Problem('Say who: npm run create-admin -- --email you@example.com')
  const dataDir = dataFolder()
  const makesDatabase = !process.env.DATABASE_URL && !existsSync(join(dataDir, 'console.sqlite'))
  if (makesDatabase && !process.argv.includes('--new'))
    throw new Problem(
      `There is no console.sqlite in ${dataDir}. Set DATA_DIR to the console's data folder, or add --new to make a fresh database there.`,
    )
  ensurePackages()
  const password = await readPassword()
  process.umask(0o077)
  if (makesDatabase) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    process.stdout.write(`A fresh database is made in ${dataDir}.\n`)
  }
  const result = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', join(root, 'scripts', 'lib', 'create-admin.ts'), email],
    {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir },
      input: password,
      encoding: 'utf8',
      stdio: ['pipe', 'inherit', 'inherit'],
    },
  )
  process.exitCode = result.status ?? 1
})
