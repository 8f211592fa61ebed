import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(path))
const text = (path: string) => readFileSync(path, 'utf8')

it('the changelog tells of the version in the manifest', () => {
  const { version }: { version: string } = JSON.parse(text('package.json'))
  expect(text('CHANGELOG.md')).toMatch(
    new RegExp(`^## .*(Unreleased|${version.replaceAll('.', '\\.')})`, 'im'),
  )
})

it('packages come from wherever npm is told to get them: no file names a registry', () => {
  const hosts = new RegExp(
    ['registry\\.npmjs', 'registry\\.yarnpkg', 'npm\\.pkg\\.github', 'npmmirror'].join('|'),
  )
  const readable = tracked.filter(
    (path) => !/\.(png|ico|woff2)$/.test(path) && path !== 'tests/repository.test.ts',
  )
  expect(readable.filter((path) => hosts.test(text(path)))).toEqual([])
})

it('every command of the manifest has its script', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(text('package.json'))
  const named = Object.values(scripts).flatMap(
    (command) => command.match(/(scripts|sandbox)\/[\w.-]+/g) ?? [],
  )
  expect(named.length).toBeGreaterThanOrEqual(8)
  expect(named.filter((path) => !existsSync(path))).toEqual([])
})

it('every file of text ends its lines the same way everywhere', () => {
  expect(text('.gitattributes')).toMatch(/^\* text=auto eol=lf$/m)
  const mixed = tracked.filter(
    (path) => /\.(ts|tsx|mjs|js|css|md|json|yaml)$/.test(path) && text(path).includes('\r'),
  )
  expect(mixed).toEqual([])
})
