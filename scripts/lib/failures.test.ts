import { describe, expect, it } from 'vitest'
import { browserFailures, describeFailures, vitestFailures } from './failures.mjs'
import { root } from './packages.mjs'

describe('what failed', () => {
  it('names the browser test, its place and the start of its message, without colours', () => {
    const test = (status: string) => ({
      status,
      results: [{ errors: [{ message: '\u001b[31mno\u001b[39m\nrow' }] }],
    })
    const suites = [
      {
        specs: [{ file: 'calls.spec.ts', line: 3, title: 'fine', tests: [test('expected')] }],
        suites: [
          { specs: [{ file: 'calls.spec.ts', line: 9, title: 'finds', tests: [test('unexpected')] }] },
        ],
      },
    ]
    expect(describeFailures(browserFailures({ suites }))).toBe(
      '  e2e/calls.spec.ts:9 › finds\n      no\n      row',
    )
  })

  it('tells a run in which no browser test could begin', () => {
    expect(describeFailures(browserFailures({ errors: [{ message: 'no such file' }] }))).toContain(
      'no such file',
    )
  })

  it('names the failed tests of a file, and a file that could not be loaded', () => {
    const said = describeFailures(
      vitestFailures({
        testResults: [
          { status: 'passed', name: `${root}/a.test.ts`, assertionResults: [] },
          { status: 'failed', name: `${root}/b.test.ts`, message: 'Unexpected token', assertionResults: [] },
          {
            status: 'failed',
            name: `${root}/c.test.ts`,
            assertionResults: [
              { status: 'passed', fullName: 'holds', failureMessages: [] },
              { status: 'failed', fullName: 'breaks', failureMessages: ['1 is not 2'] },
            ],
          },
        ],
      }),
    )
    expect(said).toBe(
      '  b.test.ts › the file\n      Unexpected token\n  c.test.ts › breaks\n      1 is not 2',
    )
  })

  it('keeps of a message only what says where to look', () => {
    const message = Array.from({ length: 90 }, (_, line) => `line ${line}`).join('\n')
    expect(describeFailures([{ where: 'x', title: 'y', message }], 2).split('\n')).toHaveLength(3)
  })
})
