import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generatedKeyFile, parseKey } from './key-file'
import { createProject, secretContext } from './projects'
import { derivedKey, ensureKey, seal, unseal } from './secrets'
import { database } from './storage'
import { freshConsole } from './testing'

let fresh: Awaited<ReturnType<typeof freshConsole>>
beforeEach(async () => {
  fresh = await freshConsole()
})
afterEach(() => fresh.end())

const context = secretContext('p1', 'https://auth.example')
const input = {
  name: 'P',
  upstream: 'sinch',
  projectId: 'p1',
  keyId: 'key-id',
  keySecret: 'a-key-secret',
} as const

describe('sealed secrets (S15)', () => {
  it('open only in the row, column and host they were sealed for', async () => {
    const sealed = await seal(context, 'the secret')
    expect(sealed).not.toContain('the secret')
    expect(await unseal(context, sealed)).toBe('the secret')
    for (const other of [
      secretContext('p2', 'https://auth.example'),
      secretContext('p1', 'https://evil.example'),
      { ...context, column: 'keyId' },
      { ...context, table: 'users' },
    ]) {
      await expect(unseal(other, sealed)).rejects.toMatchObject({ code: 'upstream_rejected_credentials' })
    }
  })

  it('reject ten thousand mutations with one generic error', async () => {
    const sealed = await seal(context, 'the secret')
    const messages = new Set<string>()
    for (let index = 0; index < 10_000; index += 1) {
      const position = index % sealed.length
      const changed =
        sealed.slice(0, position) + randomOther(sealed[position] ?? '') + sealed.slice(position + 1)
      const error = await unseal(context, changed).then(
        () => null,
        (reason: Error) => reason,
      )
      expect(error, changed).not.toBeNull()
      messages.add(error?.message ?? '')
    }
    expect(messages.size).toBe(1)
  })

  // A source of S different nonces repeats one within n draws with probability 1 - exp(-n²/2S): these draws find every S below 2³² with
  // 99 %. The bits show that all 96 are drawn, which leaves a million seals a repeat with probability 10¹²/2⁹⁷, or 6 · 10⁻¹⁸.
  it('never reuse a nonce in two hundred thousand seals, and draw every bit of it', async () => {
    const draws = 200_000
    const nonces = new Set<string>()
    const ones = new Array<number>(96).fill(0)
    for (let index = 0; index < draws; index += 1) {
      const nonce = (await seal(context, 'x')).split('.')[2] ?? ''
      nonces.add(nonce)
      if (index % 10 > 0) continue
      for (const [byte, value] of Buffer.from(nonce, 'base64url').entries())
        for (let bit = 0; bit < 8; bit += 1)
          ones[byte * 8 + bit] = (ones[byte * 8 + bit] ?? 0) + ((value >> bit) & 1)
    }
    expect(nonces.size).toBe(draws)
    // Each bit is set in half of the 20,000 looked at; six standard deviations are 424.
    for (const count of ones) expect(Math.abs(count - draws / 20)).toBeLessThan(424)
  })
})

describe('the key file', () => {
  it('is made once, for its owner alone', async () => {
    expect(statSync(generatedKeyFile()).mode & 0o777).toBe(0o600)
    const before = readFileSync(generatedKeyFile(), 'utf8')
    await ensureKey()
    expect(readFileSync(generatedKeyFile(), 'utf8')).toBe(before)
  })

  it('is not made anew while the database holds sealed secrets', async () => {
    await createProject(input)
    const file = generatedKeyFile()
    rmSync(file)
    await fresh.restart()
    await expect(ensureKey()).rejects.toThrow(/key is missing/)
    expect(existsSync(file)).toBe(false)
    writeFileSync(file, randomBytes(32).toString('base64'))
    await expect(ensureKey()).rejects.toThrow(/not the one/)
  })

  it.each([
    '',
    'changeme',
    'a'.repeat(44),
    '0'.repeat(64),
    Buffer.alloc(32, 7).toString('base64'),
    randomBytes(16).toString('base64'),
  ])('refuses the weak key %j', (weak) => {
    expect(() => parseKey(weak, 'ENCRYPTION_KEY')).toThrow(/ENCRYPTION_KEY/)
  })

  it('gives each purpose a key of its own', () => {
    expect(derivedKey('one')).toHaveLength(64)
    expect(derivedKey('one')).not.toBe(derivedKey('two'))
  })

  it('leaves no secret in the database file', async () => {
    await createProject({ ...input, keySecret: 'canary-Zq81-secret' })
    await (await database()).close()
    for (const name of ['console.sqlite', 'console.sqlite-wal']) {
      const file = `${fresh.folder}/${name}`
      if (existsSync(file)) expect(readFileSync(file).includes('canary-Zq81-secret'), name).toBe(false)
    }
    await fresh.restart().catch(() => {})
  })
})

function randomOther(character: string): string {
  for (;;) {
    const other = 'ABCDEFabcdef0123456789-_.'[Math.floor(Math.random() * 25)] ?? 'A'
    if (other !== character) return other
  }
}
