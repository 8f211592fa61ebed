import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from './packages.mjs'

// What a terminal takes as a colour.
const colours = /\u001b\[[0-9;]*m/g

/** A JSON report that a runner wrote. */
export function readReport(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** What failed in a Playwright JSON report: `{ where, title, message }` for each test, or for the run when no test could begin. */
export function browserFailures(report) {
  const failures = (report.errors ?? []).map(({ message }) => ({ where: '', title: 'the run', message }))
  const visit = (suite) => {
    for (const spec of suite.specs ?? [])
      for (const { results, status } of spec.tests)
        if (status === 'unexpected' || status === 'flaky')
          failures.push({
            where: `e2e/${spec.file}:${spec.line}`,
            title: spec.title,
            message: results.flatMap(({ errors }) => errors.map(placedMessage)).join('\n'),
          })
    for (const inner of suite.suites ?? []) visit(inner)
  }
  for (const suite of report.suites ?? []) visit(suite)
  return failures
}

// The line of the test that failed, where one did: a test whose time was over has none.
function placedMessage({ message, location }) {
  return location ? `at ${relative(root, location.file)}:${location.line}\n${message}` : message
}

/** What failed in a vitest JSON report, in the same shape; a file that cannot be loaded is told by its own message. */
export function vitestFailures(report) {
  return (report.testResults ?? [])
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const where = relative(root, name)
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      if (failed.length === 0) return [{ where, title: 'the file', message }]
      return failed.map((test) => ({ where, title: test.fullName, message: test.failureMessages.join('\n') }))
    })
}

/** The failures as text: each with its place, and no more of its message than a person needs to know where to look. */
export function describeFailures(failures, lines = 15) {
  return failures
    .map(({ where, title, message }) => {
      const said = (message ?? '').replace(colours, '').split('\n').slice(0, lines)
      return [`  ${where} › ${title}`, ...said.map((line) => `      ${line}`)].join('\n')
    })
    .join('\n')
}
