import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(path))
const text = (path: string) => readFileSync(path, 'utf8')
const code = tracked.filter((path) => /\.(ts|tsx|mjs|js)$/.test(path))

describe('the house rules', () => {
  it('no file is longer than 250 lines', () => {
    const exempt = new Set(['package-lock.json', 'sandbox/openapi.yaml'])
    const long = tracked
      .filter((path) => /\.(ts|tsx|mjs|js|css|md|json|yaml|yml)$/.test(path) && !exempt.has(path))
      .map((path) => [path, text(path).split('\n').length - 1] as const)
      .filter(([, lines]) => lines > 250)
    expect(long).toEqual([])
  })

  it('no folder collects what has no name', () => {
    const named = /(^|\/)(utils|helpers|misc|types|constants|services|hooks|store)\//
    expect(tracked.filter((path) => named.test(path))).toEqual([])
  })

  it('no any, no unfinished mark, no test left out', () => {
    const slips = code
      .filter((path) => path !== 'tests/guards.test.ts')
      .flatMap((path) =>
        [
          ...text(path).matchAll(
            /: any\b|\bas any\b|<any>|@ts-ignore|@ts-nocheck|\bTODO\b|\bFIXME\b|\b(it|test|describe)\.(only|skip|fixme)\(/g,
          ),
        ].map(([slip]) => `${path}: ${slip}`),
      )
    expect(slips).toEqual([])
  })

  it('browser tests wait for what a person sees', () => {
    const slips = tracked.filter(
      (path) =>
        path.startsWith('e2e/') && /waitForTimeout|data-testid|getByTestId|page\.route\(/.test(text(path)),
    )
    expect(slips).toEqual([])
  })
})

describe('the surface (S1)', () => {
  it('has no Server Actions and no rewrites', () => {
    const actions = code.filter(
      (path) => /^(app|components|lib)\//.test(path) && /['"]use server['"]/.test(text(path)),
    )
    expect(actions).toEqual([])
    expect(text('next.config.js')).not.toMatch(/rewrites|redirects|i18n|cacheComponents|serverActions/)
  })

  it('makes every API route with the route wrapper', () => {
    const routes = tracked.filter(
      (path) => /^app\/api\/.*route\.ts$/.test(path) && !path.includes('[...nextauth]'),
    )
    expect(routes.length).toBeGreaterThan(20)
    for (const path of routes) {
      // Said, so that the framework hands on the request itself and not one that watches every property read.
      expect(text(path), path).toContain("export const dynamic = 'force-dynamic'\n")
      for (const [, name, value] of text(path).matchAll(/^export const (\w+|\{[^}]+\}) = (.+)$/gm)) {
        if (name === 'dynamic') continue
        expect(value, `${path} ${name}`).toMatch(/^(route\(|collectionRoutes\(|itemRoutes\(|unknownPath$)/)
      }
      expect(text(path), path).not.toMatch(/export (async )?function|export default/)
    }
  })

  it('begins every server file with server-only', () => {
    const exempt = new Set(['lib/server/content-security-policy.ts', 'lib/server/testing.ts'])
    const open = tracked.filter(
      (path) =>
        /^lib\/server\/.*\.ts$/.test(path) &&
        !path.endsWith('.test.ts') &&
        !exempt.has(path) &&
        !text(path).startsWith("import 'server-only'"),
    )
    expect(open).toEqual([])
  })
})

describe('what is installed (S4)', () => {
  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(text('package-lock.json'))
  const version = (name: string) =>
    (lock.packages[`node_modules/${name}`]?.version ?? '0.0.0').split('.').map(Number)
  const atLeast = (name: string, floor: number[]) => {
    const found = version(name)
    const difference = floor.map((part, index) => (found[index] ?? 0) - part).find((part) => part !== 0) ?? 0
    return difference >= 0
  }

  it('is not older than the releases that fixed known holes', () => {
    expect(atLeast('next', [16, 4, 6])).toBe(true)
    expect(atLeast('next-auth', [4, 24, 15])).toBe(true)
    expect(atLeast('react', [19, 2, 6])).toBe(true)
  })

  it.each([
    ['@next/swc', ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64', 'win32-x64-msvc'], '-'],
    [
      'lightningcss',
      ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64', 'win32-x64-msvc'],
      '-',
    ],
    [
      '@tailwindcss/oxide',
      ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64', 'win32-x64-msvc'],
      '-',
    ],
    [
      '@node-rs/argon2',
      ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64', 'win32-x64-msvc'],
      '-',
    ],
  ])('%s can be installed on every platform', (name, platforms, joint) => {
    const missing = platforms.filter(
      (platform) => lock.packages[`node_modules/${name}${joint}${platform}`] === undefined,
    )
    expect(missing).toEqual([])
  })

  it('names no download address', () => {
    expect(text('package-lock.json')).not.toMatch(/"resolved": "https?:/)
  })
})

describe('resources', () => {
  it('each have an API folder of their name', () => {
    const paths = readdirSync('lib/resources')
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'links.ts')
      .flatMap((file) =>
        [...text(`lib/resources/${file}`).matchAll(/^ {2}path: '([^']+)'/gm)].map(([, path]) => path ?? ''),
      )
    // Credentials are written through their list, active numbers through the union at phoneNumbers.
    const own = paths.filter(
      (path) => !['/activeNumbers', '/credentialLists/:credentialListId/credentials'].includes(path),
    )
    expect(own.length).toBeGreaterThanOrEqual(9)
    for (const path of own) {
      const folder = `app/api/projects/[projectId]${path.replace(/:(\w+)/g, '[$1]')}`
      expect(existsSync(`${folder}/route.ts`), folder).toBe(true)
    }
  })
})
