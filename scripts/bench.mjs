import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { main, Problem } from './lib/fail.mjs'
import { checkNode, ensurePackages, root } from './lib/packages.mjs'

const suites = ['server', 'sign-in', 'bundle', 'pages', 'lists', 'ranges', 'calls']

await main(async () => {
  checkNode()
  ensurePackages()
  const { ensureBuild } = await import('./lib/build.mjs')
  ensureBuild()
  const [wanted, ...args] = process.argv.slice(2)
  if (wanted !== undefined && !suites.includes(wanted))
    throw new Problem(`There is no benchmark named ${wanted}; there are ${suites.join(', ')}.`)
  let missed = false
  for (const suite of wanted === undefined ? suites : [wanted]) {
    process.stdout.write(`\n${suite}\n`)
    const result = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(root, 'bench', `${suite}.ts`), ...args],
      { cwd: root, stdio: 'inherit' },
    )
    missed ||= result.status !== 0
  }
  process.exitCode = missed ? 1 : 0
})
