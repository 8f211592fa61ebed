import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { apiAs, baseUrl, control, type Person } from './helpers'

/** Every route and method with the least role that may use it; a route that is missing here fails the run. */
const matrix: Record<string, Record<string, Person | 'public'>> = {
  '[...path]': { GET: 'public', POST: 'public', PUT: 'public', PATCH: 'public', DELETE: 'public' },
  health: { GET: 'public' },
  ready: { GET: 'public' },
  setup: { POST: 'public' },
  session: { GET: 'viewer' },
  sessions: { GET: 'viewer' },
  'sessions/[sessionId]': { DELETE: 'viewer' },
  users: { GET: 'admin', POST: 'admin' },
  'users/[userId]': { PUT: 'admin', DELETE: 'admin' },
  projects: { GET: 'viewer', POST: 'admin' },
  'projects/[projectId]': { GET: 'viewer', PUT: 'admin', DELETE: 'admin' },
  'projects/[projectId]/key': { PUT: 'admin' },
  'projects/[projectId]/test': { POST: 'admin' },
  'projects/[projectId]/status': { GET: 'viewer' },
  'projects/[projectId]/overview': { GET: 'viewer' },
  'projects/[projectId]/trunks': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/trunks/[trunkId]': { GET: 'viewer', PUT: 'operator', DELETE: 'operator' },
  'projects/[projectId]/trunks/[trunkId]/endpoints': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/trunks/[trunkId]/endpoints/[endpointId]': {
    GET: 'viewer',
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/accessControlLists': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/accessControlLists/[accessControlListId]': {
    GET: 'viewer',
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges': {
    GET: 'viewer',
    POST: 'operator',
  },
  'projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges/[ipRangeId]': {
    GET: 'viewer',
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/credentialLists': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/credentialLists/[credentialListId]': {
    GET: 'viewer',
    PUT: 'operator',
    DELETE: 'operator',
  },
  'projects/[projectId]/countryPermissions': { GET: 'viewer' },
  'projects/[projectId]/countryPermissions/[isoCode]': { GET: 'viewer', PUT: 'operator' },
  'projects/[projectId]/callBlockingRules': { GET: 'viewer', POST: 'operator' },
  'projects/[projectId]/callBlockingRules/[ruleId]': { GET: 'viewer', PUT: 'operator', DELETE: 'operator' },
  'projects/[projectId]/phoneNumbers': { GET: 'viewer' },
  'projects/[projectId]/calls': { GET: 'viewer' },
  'projects/[projectId]/calls/export': { GET: 'viewer' },
  'projects/[projectId]/calls/records/[pcapId]/pcap': { GET: 'viewer' },
}

const rank = { public: 0, viewer: 1, operator: 2, admin: 3 } as const
const apiFolder = join(import.meta.dirname, '..', 'app', 'api')

function routeFiles(): string[] {
  return readdirSync(apiFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('route.ts') && !path.startsWith('auth'))
    .map((path) =>
      relative('.', path.replace(/[/\\]?route\.ts$/, ''))
        .split(sep)
        .join('/'),
    )
}

/** A path that names nothing that exists, so that an allowed write changes nothing. */
function pathOf(route: string): string {
  return `/api/${route
    .replace('[...path]', 'no-such-thing')
    .replace('[projectId]', 'sandbox')
    .replace(/\[\w+\]/g, 'no-such-id')}`
}

test('every route is in the matrix, and nothing else is (S7)', () => {
  expect(routeFiles().sort()).toEqual(Object.keys(matrix).sort())
  for (const [route, methods] of Object.entries(matrix)) {
    const source = readFileSync(join(apiFolder, ...route.split('/'), 'route.ts'), 'utf8')
    const exported = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
      new RegExp(`export const (\\{[^}]*\\b${method}\\b|${method}\\b)`).test(source),
    )
    expect(exported.sort(), route).toEqual(Object.keys(methods).sort())
  }
})

for (const person of [null, 'viewer', 'operator', 'admin'] as const) {
  test(`${person ?? 'nobody'} is let in exactly where the matrix says (S7)`, async () => {
    const api = await apiAs(person)
    const mine = person === null ? 0 : rank[person]
    await control('DELETE', 'requests')
    for (const [route, methods] of Object.entries(matrix)) {
      for (const [method, least] of Object.entries(methods)) {
        const write = method !== 'GET'
        const answer = await api.fetch(pathOf(route), {
          method,
          data: write && method !== 'DELETE' ? {} : undefined,
          headers: write ? { origin: baseUrl } : {},
        })
        const label = `${method} ${route} as ${person ?? 'nobody'}: ${answer.status()}`
        if (mine >= rank[least])
          expect([401, 403].includes(answer.status()) && route !== 'setup', label).toBe(false)
        else expect(answer.status(), label).toBe(person === null ? 401 : 403)
        expect(answer.headers()['cache-control'], label).toContain('no-store')
        expect(answer.headers()['x-content-type-options'], label).toBe('nosniff')
      }
    }
    if (person === null)
      expect(JSON.stringify(await control('GET', 'requests'))).not.toContain('/v1/projects')
  })
}
