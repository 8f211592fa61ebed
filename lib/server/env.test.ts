import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { envVariables, parseEnv } from './env'
import { safeReturnPath } from './session'

describe('configuration', () => {
  it('has a sensible value for everything', () => {
    expect(parseEnv({})).toMatchObject({
      APP_URL: 'http://127.0.0.1:3000',
      EST_API_URL: 'https://elastic-trunking.api.sinch.com',
      EST_AUTH_URL: 'https://auth.sinch.com',
      NUMBERS_API_URL: 'https://numbers.api.sinch.com',
      SANDBOX_URL: 'http://127.0.0.1:4010',
      EST_CALLS_PER_SECOND: 10,
    })
  })

  it.each([
    [{ APP_URL: 'http://console.example.com' }, /APP_URL must use https/],
    [{ APP_URL: 'http://127.0.0.1.evil.example' }, /APP_URL must use https/],
    [{ APP_URL: 'foo' }, /APP_URL must be an origin/],
    [{ HOST: '192.0.2.1' }, /HOST=192\.0\.2\.1 lets other machines in.*APP_URL/],
    [{ HOST: '0.0.0.0', APP_URL: 'http://127.0.0.1:3000' }, /HOST=0\.0\.0\.0 lets other machines in/],
    [{ HOST: '::' }, /HOST=:: lets other machines in/],
    [{ HOST: '127.0.0.1.evil.example' }, /lets other machines in/],
    [{ APP_URL: 'https://console.example.com/path' }, /without a path/],
    [{ EST_API_URL: 'http://elastic.example.com' }, /EST_API_URL must use https/],
    [{ EST_AUTH_URL: 'https://user@auth.example.com' }, /EST_AUTH_URL must be an origin/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
    [{ DATABASE_URL: 'postgres://user:can#ary@127.0.0.1/db' }, /^(?!.*ary).*DATABASE_URL cannot be read/],
    [{ TRUSTED_PROXIES: '10.0.0.0/99' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: '10' }, /TRUSTED_PROXIES.*10 is none/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, 10.0.0.0/8/8' }, /TRUSTED_PROXIES/],
    [{ TRUSTED_PROXIES: '10.0.0.0/' }, /TRUSTED_PROXIES/],
    [{ SESSION_HOURS: '1e300' }, /SESSION_HOURS must be a number of hours above 0 and up to 8784/],
    [{ SESSION_HOURS: '-1' }, /SESSION_HOURS/],
    [{ SESSION_IDLE_MINUTES: 'Infinity' }, /SESSION_IDLE_MINUTES/],
    [
      { EST_CALLS_PER_SECOND: '0' },
      /^the configuration is wrong: EST_CALLS_PER_SECOND must be a number from 1 to 1000$/,
    ],
    [{ EST_CALLS_PER_SECOND: '1001' }, /EST_CALLS_PER_SECOND/],
    [{ EST_CALLS_PER_SECOND: 'many' }, /EST_CALLS_PER_SECOND/],
    [{ PORT: 'eighty' }, /PORT/],
    [{ SANDBOX: 'maybe' }, /SANDBOX/],
  ])('refuses %j with one sentence', (variables, message) => {
    expect(() => parseEnv(variables)).toThrow(message)
  })

  it('every address may be listened on behind a proxy with TLS, and every loopback without one', () => {
    const APP_URL = 'https://console.example'
    expect(parseEnv({ HOST: '0.0.0.0', APP_URL }).APP_URL).toBe(APP_URL)
    expect(parseEnv({ HOST: '127.0.0.2', PORT: '8080' }).APP_URL).toBe('http://127.0.0.2:8080')
    expect(parseEnv({ HOST: 'localhost', PORT: '8080' }).APP_URL).toBe('http://localhost:8080')
    for (const HOST of ['::1', '[::1]'])
      expect(parseEnv({ HOST, PORT: '8080' })).toMatchObject({ HOST: '::1', APP_URL: 'http://[::1]:8080' })
  })

  it('.env.example names every variable and no other', () => {
    const names = [...readFileSync('.env.example', 'utf8').matchAll(/^#?\s?([A-Z][A-Z_]+)=/gm)].map(
      ([, name]) => name,
    )
    expect(names.sort()).toEqual(Object.keys(envVariables.shape).sort())
  })
})

describe('the way back after signing in (S32)', () => {
  it.each(['/', '/projects/p/trunks?q=a&page=2#row', '/calls?from=%2B46', '/a//b', '/@me'])(
    'keeps %s',
    (path) => {
      expect(safeReturnPath(path)).toBe(path)
    },
  )

  it('never leaves the origin, whatever the spelling', () => {
    const hosts = [
      'evil.example',
      'evil.example/projects',
      'user@evil.example',
      '127.0.0.1@evil.example',
      '[::1]',
      'evil.example:443',
      'evil.example\\@a',
    ]
    const starts = [
      '//',
      '///',
      '////',
      '/\\',
      '\\\\',
      '\\/',
      '/\t/',
      '/\n/',
      '/\r\n/',
      '\t//',
      ' //',
      'https://',
      'HTTPS://',
      'http:',
      'https:/',
      'javascript:',
      'data:text/html,',
      'ftp://',
      '/.//',
      '/..//',
      '/%09//',
      '',
      '@',
      './/',
      '..//',
      '/\u0000/',
      '\u2028//',
      '?//',
      '#//',
      ';//',
      '/;@',
      '/%5c%5c',
      '/%2f%2f',
      '/\\/\\/',
      '//\\',
      '/ /',
      '/./\\',
      '/x/..//',
      '/x/../\\',
      '//%0d%0a',
      '/%0a/',
      '//%00',
      '//user:pass@',
    ]
    const values = starts.flatMap((start) => hosts.map((host) => start + host))
    expect(values.length).toBeGreaterThanOrEqual(300 - 20)
    for (const value of values) {
      const path = safeReturnPath(value)
      expect(new URL(path, 'https://console.example').origin, JSON.stringify(value)).toBe(
        'https://console.example',
      )
      expect(path.startsWith('//') || /[\\\t\r\n]/.test(path), JSON.stringify(value)).toBe(false)
    }
  })
})
