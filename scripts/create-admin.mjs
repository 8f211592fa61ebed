import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { main, Problem } from './lib/fail.mjs'
import { checkNode, ensurePackages, root } from './lib/packages.mjs'

await main(async () => {
  checkNode()
  const at = process.argv.indexOf('--email')
  const email = at === -1 ? undefined : process.argv[at + 1]
  if (!email) throw new Problem('Say who: npm run create-admin -- --email you@example.com')
  ensurePackages()
  const password = await readPassword()
  const result = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', join(root, 'scripts', 'lib', 'create-admin.ts'), email],
    {
      cwd: root,
      input: password,
      encoding: 'utf8',
      stdio: ['pipe', 'inherit', 'inherit'],
    },
  )
  process.exitCode = result.status ?? 1
})

/** The first line of standard input; typed at a terminal it is not shown. */
async function readPassword() {
  const isTerminal = process.stdin.isTTY === true
  if (isTerminal) process.stderr.write('Password (not shown): ')
  const lines = createInterface({ input: process.stdin, output: undefined, terminal: false })
  if (isTerminal) process.stdin.setRawMode?.(false)
  for await (const line of lines) {
    lines.close()
    return line
  }
  throw new Problem('No password came on standard input.')
}
