import { main } from './lib/fail.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { staticChecks, step } from './lib/steps.mjs'
import { runVitest } from './lib/vitest.mjs'

await main(async () => {
  checkNode()
  ensurePackages()
  let failures = 0
  for (const [name, command] of staticChecks) if (!(await step(name, command))) failures += 1
  failures += (await runVitest()).failed
  process.exitCode = failures === 0 ? 0 : 1
})
