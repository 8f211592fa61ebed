import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describeFailures, readReport, vitestFailures } from './failures.mjs'
import { root } from './packages.mjs'
import { bin, step } from './steps.mjs'

/** Runs all unit, contract, database and guard tests; resolves to how many passed and failed. */
export async function runVitest({ env = {}, name = 'tests', only = [], except = [] } = {}) {
  const report = join(root, '.tmp', `vitest-${name}.json`)
  rmSync(report, { force: true })
  const ok = await step(
    name,
    [
      ...bin('vitest', 'vitest.mjs'),
      'run',
      ...only,
      ...except.map((file) => `--exclude=${file}`),
      '--allowOnly=false',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env, explain: () => describeFailures(existsSync(report) ? vitestFailures(readReport(report)) : []) },
  )
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readReport(report)
  return {
    passed: numPassedTests,
    // A file that cannot be loaded has no failed test of its own.
    failed: ok ? numFailedTests : Math.max(1, numFailedTests),
    skipped: numPendingTests + numTodoTests,
  }
}
