import { main } from './lib/fail.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'

await main(async () => {
  checkNode()
  ensurePackages()
  const [{ ensureChromium }, { ensureBuild }, { runEndToEnd }] = await Promise.all([
    import('./lib/chromium.mjs'),
    import('./lib/build.mjs'),
    import('./lib/end-to-end.mjs'),
  ])
  const chromium = ensureChromium()
  ensureBuild()
  const { passed, failed } = await runEndToEnd({
    dialect: process.env.E2E_DIALECT ?? 'default',
    chromium,
    args: process.argv.slice(2),
  })
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 ? 0 : 1
})
