import { NextRequest } from 'next/server'
import { expect, it } from 'vitest'
import { proxy } from '@/proxy'
import { contentSecurityPolicy } from './content-security-policy'

it('ten thousand answers have ten thousand nonces, whatever the request brings along (S29)', () => {
  const nonces = new Set<string>()
  const ones = new Array<number>(144).fill(0)
  for (let index = 0; index < 10_000; index += 1) {
    const request = new NextRequest('http://127.0.0.1:3000/sign-in', {
      headers: { 'x-nonce': 'evil', 'content-security-policy': "script-src 'nonce-evil'" },
    })
    const answer = proxy(request)
    const policy = answer.headers.get('content-security-policy') ?? ''
    const nonce = /script-src 'nonce-([A-Za-z0-9+/]{24})' 'strict-dynamic';/.exec(policy)?.[1] ?? ''
    expect(policy).toBe(contentSecurityPolicy(nonce, false))
    // What the page reads to mark its scripts.
    expect(answer.headers.get('x-middleware-request-x-nonce')).toBe(nonce)
    expect(answer.headers.get('x-middleware-request-content-security-policy')).toBe(policy)
    nonces.add(nonce)
    for (const [byte, value] of Buffer.from(nonce, 'base64').entries())
      for (let bit = 0; bit < 8; bit += 1)
        ones[byte * 8 + bit] = (ones[byte * 8 + bit] ?? 0) + ((value >> bit) & 1)
  }
  expect(nonces.size).toBe(10_000)
  // Each of the 144 bits is set in half of them; six standard deviations of 10,000 tosses are 300.
  for (const count of ones) expect(Math.abs(count - 5000)).toBeLessThan(300)
})
