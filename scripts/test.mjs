import { main, Problem } from './lib/fail.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'

const parts = ['static', 'guards', 'unit', 'e2e']
// They start consoles one after the other and keep them busy: beside these, others would run out of the time that they measure.
const alone = ['onboarding-crashes', 'call-sync-kills', 'call-export-ends']
const fileOf = (name) => `tests/${name}.test.ts`
const total = { passed: 0, failed: 0, skipped: 0 }

await main(async () => {
  const only = wanted()
  try {
    checkNode()
    ensurePackages()
  } catch (error) {
    process.stdout.write(`${error.message}\n0 passed, 1 failed\n`)
    process.exit(1)
  }
  // Loaded only now: some of them need the packages.
  const [
    { ensureChromium },
    { startPostgres },
    { runStaticChecks },
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
  const does = (part) => only === undefined || only === part

  if (does('static')) count(await runStaticChecks())
  if (does('guards') && only) count(await runVitest({ name: 'guards', only: ['tests/'] }))
  // Built before the tests: some of them start the console as it ships.
  const built = (does('unit') || does('e2e')) && (await attempt('build', async () => ensureBuild() ?? true))
  if (does('unit')) {
    const postgres = await attempt('PostgreSQL', startPostgres)
    const env = postgres ? { TEST_DATABASE_URL: postgres.url } : {}
    count(await runVitest({ env, except: alone.map(fileOf) }))
    await postgres?.stop()
    for (const name of alone) count(await runVitest({ name, only: [fileOf(name)] }))
  }
  if (does('e2e') && built) {
    const chromium = await attempt('Chromium', async () => ({ path: ensureChromium() }))
    // At the same time: each waits for its own pages for half of it.
    const runs = (chromium ? ['default', 'flipped'] : []).map((dialect) =>
      attempt(`servers, ${dialect} dialect`, () => runEndToEnd({ dialect, chromium: chromium.path })),
    )
    for (const result of await Promise.all(runs)) count(result ?? {})
  }
  if (total.skipped > 0) process.stdout.write(`${total.skipped} skipped\n`)
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
  // Explicitly, so that nothing a step left open keeps a finished run from ending.
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
})

/** Which part was asked for with `--only`; undefined is all. */
function wanted() {
  const at = process.argv.indexOf('--only')
  if (at === -1) return undefined
  const part = process.argv[at + 1]
  if (!parts.includes(part)) throw new Problem(`--only takes one of ${parts.join(', ')}.`)
  return part
}

function count({ passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}

/** A step that the following ones need: its failure is counted and told, and the others still run. Undefined when it failed. */
async function attempt(name, run) {
  try {
    return await run()
  } catch (error) {
    process.stdout.write(
      `FAIL  ${name}: ${error instanceof Problem ? error.message : (error?.stack ?? error)}\n`,
    )
    count({ failed: 1 })
    return undefined
  }
}
