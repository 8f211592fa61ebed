import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiError } from '@/lib/errors'
import { buildPath } from './url'

const hostile = [
  ...[
    '',
    '.',
    '..',
    '../..',
    '..%2f',
    '%2e%2e',
    '%252e%252e',
    '..;',
    'a/b',
    'a\\b',
    'a%2fb',
    'a%255cb',
    ';x=1',
    '?x=1',
    '#x',
  ],
  ...[
    '@evil.example',
    '//evil.example',
    'a\u0000',
    'a\r\nHost: evil',
    'a\u2215b',
    '\ud800',
    ' ',
    '+',
    '+1',
    'A'.repeat(4096),
  ],
]
const param = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.constantFrom(...hostile), fc.string()).map(([left, right]) => left + right),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  fc.stringMatching(/^\+[1-9][0-9]{1,14}$/),
)
const templates = [
  { template: '/trunks/:trunkId', shape: /^\/v1\/projects\/p1\/trunks\/[A-Za-z0-9_-]{1,64}$/ },
  { template: '/phoneNumbers/:phoneNumber', shape: /^\/v1\/projects\/p1\/phoneNumbers\/%2B[1-9]\d{1,14}$/ },
  {
    template: '/activeNumbers/:phoneNumber:release',
    shape: /^\/v1\/projects\/p1\/activeNumbers\/%2B[1-9]\d{1,14}:release$/,
  },
  {
    template: '/calls/records/:pcapId/pcap',
    shape: /^\/v1\/projects\/p1\/calls\/records\/[A-Za-z0-9_.%-]{1,384}\/pcap$/,
  },
  {
    template: '/credentialLists/:listId/credentials/:username',
    shape: /^\/v1\/projects\/p1\/credentialLists\/L1\/credentials\/[^/?#\\\s]+$/,
  },
]

describe('the path of a request', () => {
  it('is either of its template or refused, for 100,000 hostile parameters (S8)', () => {
    let built = 0
    fc.assert(
      fc.property(fc.constantFrom(...templates), param, ({ template, shape }, value) => {
        let path: string
        try {
          path = buildPath('p1', template, {
            listId: 'L1',
            trunkId: value,
            phoneNumber: value,
            pcapId: value,
            username: value,
          })
        } catch (error) {
          if (error instanceof ApiError && error.code === 'bad_request') return
          throw error
        }
        built += 1
        if (!shape.test(path)) throw new Error(`Not of its template: ${path}`)
        // What any URL parser on the way makes of it is the same path.
        const { pathname, search, hash } = new URL(path, 'https://est.example')
        if (pathname !== path || search !== '' || hash !== '') throw new Error(`Reads differently: ${path}`)
      }),
      { numRuns: 100_000 },
    )
    expect(built).toBeGreaterThan(10_000)
  }, 60_000)

  it('encodes user names that hold other characters', () => {
    const path = (username: string) =>
      buildPath('p1', '/credentialLists/:listId/credentials/:username', { listId: 'L1', username })
    expect(path('a/b?c#d e')).toBe('/v1/projects/p1/credentialLists/L1/credentials/a%2Fb%3Fc%23d%20e')
    for (const username of ['.', '..', 'a/../b', '\\..', '/', 'a\n', '']) {
      expect(() => path(username)).toThrow(ApiError)
    }
  })

  it('carries the range operators of call times inside the name of the parameter', () => {
    const path = buildPath(
      'p1',
      '/calls',
      {},
      { 'createTime>': '2026-01-01T00:00:00Z', from: '+1781', to: undefined },
    )
    expect(path).toBe('/v1/projects/p1/calls?createTime%3E=2026-01-01T00%3A00%3A00Z&from=%2B1781')
  })

  it('refuses query parameters that no operation has (S9)', () => {
    const smuggled = JSON.parse('{"__proto__":"x"}')
    expect(() => buildPath('p1', '/trunks', {}, smuggled)).toThrow(ApiError)
    expect(() => buildPath('p1', '/trunks', {}, { constructor: 'x' })).toThrow(ApiError)
    expect(buildPath('p1', '/trunks', {}, { domain: 'a&b=c' })).toBe(
      '/v1/projects/p1/trunks?domain=a%26b%3Dc',
    )
  })

  it('repeats a list for Numbers and joins it for EST', () => {
    expect(buildPath('p1', '/availableRegions', {}, { types: ['MOBILE', 'LOCAL'] })).toContain(
      'types=MOBILE&types=LOCAL',
    )
    expect(buildPath('p1', '/calls', {}, { callResult: ['BUSY', 'FAILED'] })).toContain(
      'callResult=BUSY%2CFAILED',
    )
  })
})
