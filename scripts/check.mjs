import { main } from './lib/fail.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { runStaticChecks } from './lib/steps.mjs'
import { runVitest } from './lib/vitest.mjs'

await main(async () => {
  checkNode()
  ensurePackages()
  const checks = await runStaticChecks()
  const tests = await runVitest()
  process.exitCode = checks.failed + tests.failed === 0 ? 0 : 1
})
