import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations } from './openapi-validator'
import { startSandbox, type StartedSandbox } from './testing'
import { basic, testingClient, type TestingClient } from './testing-client'

let sandbox: StartedSandbox
let client: TestingClient
beforeAll(async () => {
  sandbox = await startSandbox()
  client = testingClient(sandbox)
})
afterAll(() => sandbox.close())

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

describe('a method that a path does not have', () => {
  it.each([
    ['PATCH', '/trunks/T1', ['GET', 'PUT', 'DELETE']],
    ['DELETE', '/trunks', ['POST', 'GET']],
    ['PUT', '/trunks/T1/accessControlLists', ['POST', 'GET']],
    ['PUT', '/countryPermissions', ['GET']],
    ['POST', '/countryPermissions/SE', ['GET', 'PUT']],
    ['GET', '/callBlockingRules/R1', ['PUT', 'DELETE']],
    ['POST', '/calls', ['GET']],
    ['GET', '/addProjects', ['POST']],
    ['OPTIONS', '/trunks', ['POST', 'GET']],
  ])('is answered with 405 and with those it has: %s %s', async (method, path, allowed) => {
    const { status, headers, json } = await client.sendLoosely(method, path)
    expect([status, json]).toEqual([
      405,
      {
        code: 405,
        status: 'METHOD_NOT_ALLOWED',
        message: `Request method '${method}' is not supported`,
        details: [],
      },
    ])
    expect(headers.get('allow')?.split(', ').sort()).toEqual([...allowed].sort())
  })

  it('is 405 on every path of EST, for every method that the contract does not list', async () => {
    const est = operations.filter(({ isNumbers, id }) => !isNumbers && id !== 'getAccessToken')
    const paths = new Map<string, Set<string>>()
    for (const { pointer, method } of est) {
      const path = /paths\/([^/]+)/
        .exec(pointer)?.[1]
        ?.replaceAll('~1', '/')
        ?.replaceAll(/(?:\{|%7B)\w+(?:\}|%7D)/g, 'x')
      const known = paths.get(path ?? '') ?? new Set<string>()
      paths.set(path ?? '', known.add(method.toUpperCase()))
    }
    const below = '/v1/projects/x'
    let asked = 0
    for (const [path, known] of paths) {
      if (!path.startsWith(below)) continue
      for (const method of methods.filter((one) => !known.has(one))) {
        const { status, headers } = await client.sendLoosely(method, path.slice(below.length))
        expect([method, path, status]).toEqual([method, path, 405])
        expect(headers.get('allow')?.split(', ').sort()).toEqual([...known].sort())
        asked += 1
      }
    }
    expect(asked).toBeGreaterThan(60)
  })

  it('is asked for its key first, like any other request', async () => {
    const answer = await fetch(`${sandbox.url}/v1/projects/sandbox/trunks`, { method: 'PATCH' })
    expect(answer.status).toBe(401)
  })

  it('is refused by the gateway at the token endpoint', async () => {
    const answer = await fetch(`${sandbox.url}/oauth2/token`, { headers: { authorization: basic(sandbox) } })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    expect(await answer.json()).toMatchObject({
      type: expect.stringMatching(/^https:/),
      title: expect.any(String),
    })
  })

  it('says nothing of paths that the service does not know, nor of the Numbers API', async () => {
    for (const [method, path] of [
      ['GET', '/trunks/T1/phoneNumbers'],
      ['GET', '/calls/C1'],
      ['PATCH', '/sipEndpoints/E1'],
    ] as const) {
      const { status, json } = await client.sendLoosely(method, path)
      expect([path, status, json.status]).toEqual([path, 404, 'NO_RESOURCE_FOUND'])
    }
    const { status, json } = await client.sendLoosely('DELETE', '/activeNumbers/%2B12125550100')
    expect([status, json.error]).toMatchObject([501, { status: 'UNIMPLEMENTED' }])
  })
})
