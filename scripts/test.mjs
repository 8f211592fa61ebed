import { main } from './lib/fail.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'

await main(async () => {
  checkNode()
  ensurePackages()
  // Loaded only now: some of them need the packages.
  const [
    { ensureChromium },
    { startPostgres },
    { staticChecks, step },
    { runVitest },
    { ensureBuild },
    { runEndToEnd },
  ] = await Promise.all([
    import('./lib/chromium.mjs'),
    import('./lib/postgres.mjs'),
    import('./lib/steps.mjs'),
    import('./lib/vitest.mjs'),
    import('./lib/build.mjs'),
    import('./lib/end-to-end.mjs'),
  ])
  const total = { passed: 0, failed: 0 }
  const count = ({ passed, failed }) => {
    total.passed += passed
    total.failed += failed
  }
  const chromium = ensureChromium()
  for (const [name, command] of staticChecks)
    count((await step(name, command)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  const postgres = await startPostgres()
  try {
    // Built before the tests: some of them start the console as it ships.
    ensureBuild()
    count(await runVitest({ TEST_DATABASE_URL: postgres.url }))
    for (const dialect of ['default', 'flipped']) count(await runEndToEnd({ dialect, chromium }))
  } finally {
    await postgres.stop()
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
})
