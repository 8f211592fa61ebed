import { encode } from 'next-auth/jwt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { countAttempt } from './login-limits'
import { deviceCookieName, knownDevice } from './login-limits-known-device'
import { derivedKey } from './secrets'
import { cookieSecret } from './session'
import { freshConsole } from './testing'

let fresh: Awaited<ReturnType<typeof freshConsole>>
beforeEach(async () => {
  fresh = await freshConsole()
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await fresh.end()
})

const minute = 60_000
const passes = (email: string, address: string, device?: string) =>
  countAttempt(email, address, device).then(
    () => true,
    () => false,
  )

/** The most of these moments that lie within one span of time. */
function mostWithin(moments: number[], span: number): number {
  return Math.max(
    0,
    ...moments.map((start) => moments.filter((at) => at >= start && at < start + span).length),
  )
}

describe('the limits of signing in (S21)', () => {
  it('let no five minutes see eleven checks of one account, and no stretch of time more than ten and one a minute from one address', async () => {
    const began = Date.now()
    const account: number[] = []
    const address: number[] = []
    // One attempt, and then as many as pass around each moment at which a counter begun by the first would start anew.
    const tries = (second: number, span: number) =>
      second === 0 ? 1 : Math.abs(second - Math.round(second / span) * span) <= 2 ? 12 : Number(second > 3000)
    for (let second = 0; second < 3600; second += 1) {
      vi.setSystemTime(began + second * 1000)
      for (let index = 0; index < tries(second, 300); index += 1)
        if (await passes('one@console.example', `host-${second}-${index}`)) account.push(second * 1000)
      for (let index = 0; index < tries(second, 600); index += 1)
        if (await passes(`many-${second}-${index}@console.example`, '203.0.113.7'))
          address.push(second * 1000)
    }
    expect(account.length).toBeGreaterThan(50)
    expect(mostWithin(account, 5 * minute)).toBe(10)
    expect(address.length).toBeGreaterThan(20)
    for (const minutes of [0.01, 1, 2, 5, 10, 20, 30, 60])
      expect(mostWithin(address, minutes * minute), `${minutes} min`).toBeLessThanOrEqual(10 + minutes)
  })

  it('are not lifted by signing in with a password that one knows', async () => {
    let guesses = 0
    for (let round = 0; round < 30; round += 1) {
      if (await passes(`victim${round}@console.example`, '203.0.113.7')) guesses += 1
      const own = await countAttempt('own@console.example', '203.0.113.7').catch(() => undefined)
      await own?.()
    }
    expect(guesses).toBe(10)
  })

  it('forget a success, so that nobody is locked out by signing in often', async () => {
    for (let round = 0; round < 50; round += 1) {
      const forget = await countAttempt('busy@console.example', '203.0.113.7')
      await forget()
    }
  })

  it('say when to come again, and then let through', async () => {
    for (let index = 0; index < 10; index += 1) {
      await countAttempt('owner@console.example', `192.0.2.${index}`)
      vi.setSystemTime(Date.now() + 1000)
    }
    const refusal = await countAttempt('owner@console.example', '198.51.100.1').catch(
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: 290 } })
    vi.setSystemTime(Date.now() + 290_000)
    expect(await passes('owner@console.example', '198.51.100.2')).toBe(true)
    expect(await passes('owner@console.example', '198.51.100.2')).toBe(false)
  })

  it('count a whole IPv6 network as one address', async () => {
    let passed = 0
    for (let index = 0; index < 50; index += 1)
      if (await passes(`user${index}@console.example`, `2001:db8:1:2:${index.toString(16)}::${index}`))
        passed += 1
    expect(passed).toBe(10)
    expect(await passes('other@console.example', '2001:db8:1:3::1')).toBe(true)
  })

  it('refuse ten thousand attempts at no cost worth naming', async () => {
    for (let index = 0; index < 10; index += 1) await passes('owner@console.example', `192.0.2.${index}`)
    const cpu = process.cpuUsage()
    for (let index = 0; index < 10_000; index += 1)
      expect(await passes('owner@console.example', '192.0.2.1')).toBe(false)
    const { user, system } = process.cpuUsage(cpu)
    expect((user + system) / 10_000).toBeLessThan(500)
  })
})

describe('a known device (S22)', () => {
  const cookieOf = async (token: object, secret: string) =>
    new Headers({
      cookie: `a=b; ${deviceCookieName()}=${await encode({ token: { ...token }, secret })}`,
    })

  it('gets in whatever strangers did to the account and from the same address', async () => {
    for (let minutes = 0; minutes < 10; minutes += 1) {
      vi.setSystemTime(Date.now() + minute)
      for (let index = 0; index < 12; index += 1) {
        await passes('owner@console.example', `192.0.2.${minutes * 12 + index}`)
        await passes(`user${minutes}${index}@console.example`, '203.0.113.7')
      }
      expect(await passes('owner@console.example', `198.51.100.${minutes}`)).toBe(false)
    }
    expect(await passes('owner@console.example', '203.0.113.7', 'laptop')).toBe(true)
  })

  it('has ten tries of its own in five minutes, and no more', async () => {
    let passed = 0
    for (let index = 0; index < 40; index += 1)
      if (await passes('owner@console.example', `192.0.2.${index}`, 'laptop')) passed += 1
    expect(passed).toBe(10)
    expect(await passes('owner@console.example', '203.0.113.7')).toBe(true)
    expect(await passes('owner@console.example', '203.0.113.7', 'phone')).toBe(true)
  })

  it('is known by a cookie that only this console can make, and for one person', async () => {
    const token = { email: 'owner@console.example', device: 'laptop' }
    const secret = derivedKey('known device')
    expect(await knownDevice(' Owner@console.example', await cookieOf(token, secret))).toBe('laptop')
    expect(await knownDevice('other@console.example', await cookieOf(token, secret))).toBeNull()
    expect(await knownDevice('owner@console.example', await cookieOf(token, cookieSecret()))).toBeNull()
    expect(
      await knownDevice('owner@console.example', await cookieOf({ ...token, device: 1 }, secret)),
    ).toBeNull()
    expect(await knownDevice('owner@console.example', new Headers())).toBeNull()
    for (const junk of ['', '%', 'a.b.c', 'x'.repeat(5000)]) {
      const headers = new Headers({ cookie: `${deviceCookieName()}=${junk}` })
      expect(await knownDevice('owner@console.example', headers)).toBeNull()
    }
  })
})
