import { expect, request as playwrightRequest, test } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { apiAs, baseUrl, control, stateOf } from './helpers'
import { matrix, pathOf } from './role-matrix'

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
    if (person === null) {
      const { requests } = await control<{ requests: { path: string }[] }>('GET', 'requests')
      // For whoever looked before, the console reads the endpoints of existing trunks on behind; and for
      // nobody in particular, the calls of projects that exist.
      const onItsOwn =
        /\/trunks\/(?!no-such-id)[^/]+\/endpoints$|\/projects\/(?!no-such-id)[^/]+\/calls(\/export)?$/
      const asked = requests.filter(({ path }) => !onItsOwn.test(path))
      expect(JSON.stringify(asked)).not.toContain('/v1/projects')
    }
  })
}

test('no write is taken from another origin, whatever it is dressed as (S28)', async () => {
  const api = await playwrightRequest.newContext({ baseURL: baseUrl, storageState: stateOf('admin') })
  const { port } = new URL(baseUrl)
  const disguises: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `http://sub.127.0.0.1:${port}` },
    { origin: `https://127.0.0.1:${port}` },
    { origin: 'http://127.0.0.1:1' },
    { origin: baseUrl, 'sec-fetch-site': 'cross-site' },
    { origin: baseUrl, 'sec-fetch-site': 'same-site' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'multipart/form-data; boundary=x' },
  ]
  await control('DELETE', 'requests')
  let tried = 0
  for (const [route, methods] of Object.entries(matrix)) {
    for (const method of Object.keys(methods).filter((one) => one !== 'GET')) {
      for (const headers of disguises) {
        const answer = await api.fetch(pathOf(route), {
          method,
          headers,
          data: method === 'DELETE' ? undefined : '{}',
        })
        expect(answer.status(), `${method} ${route} ${JSON.stringify(headers)}`).toBe(403)
        tried += 1
      }
    }
  }
  for (const headers of disguises.slice(0, 8)) {
    for (const path of ['/api/auth/callback/credentials', '/api/auth/signout']) {
      expect((await api.post(path, { headers, form: { email: 'a', password: 'b' } })).status(), path).toBe(
        403,
      )
    }
  }
  expect(tried).toBeGreaterThan(250)
  const { requests } = await control<{ requests: { method: string; path: string }[] }>('GET', 'requests')
  expect(requests.filter(({ method, path }) => method !== 'GET' && path.startsWith('/v1/'))).toEqual([])
})
