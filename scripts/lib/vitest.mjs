import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.mjs'
import { bin, step } from './steps.mjs'

/** Runs all unit, contract, database and guard tests; resolves to how many passed and failed. */
export async function runVitest(env = {}) {
  const report = join(root, '.tmp', 'vitest.json')
  rmSync(report, { force: true })
  const ok = await step(
    'tests',
    [
      ...bin('vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env, lines: 150 },
  )
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  // A file that cannot be loaded has no failed test of its own.
  return { passed: numPassedTests, failed: ok ? numFailedTests : Math.max(1, numFailedTests) }
}
