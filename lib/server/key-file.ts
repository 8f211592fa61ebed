import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from './env'

/** The key that seals secrets, with a short name that is stored beside what it sealed. */
export interface MasterKey {
  id: string
  bytes: Buffer
}

/** Where the generated key lives when neither `ENCRYPTION_KEY` nor `ENCRYPTION_KEY_FILE` is set. */
export function generatedKeyFile(): string {
  return join(env().DATA_DIR, 'encryption-key')
}

/** The configured key, or null when none exists yet. Throws an `Error` with one line for a weak or unreadable one. */
export function readMasterKey(): MasterKey | null {
  const { ENCRYPTION_KEY, ENCRYPTION_KEY_FILE } = env()
  if (ENCRYPTION_KEY !== undefined) return parseKey(ENCRYPTION_KEY, 'ENCRYPTION_KEY')
  if (ENCRYPTION_KEY_FILE !== undefined) {
    return parseKey(
      readKeyFile(ENCRYPTION_KEY_FILE, `ENCRYPTION_KEY_FILE names ${ENCRYPTION_KEY_FILE}, which`),
      ENCRYPTION_KEY_FILE,
    )
  }
  const file = generatedKeyFile()
  return existsSync(file) ? parseKey(readKeyFile(file), file) : null
}

/** Makes the key file, readable by its owner alone. Never overwrites one. */
export function generateMasterKey(): MasterKey {
  const file = generatedKeyFile()
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return parseKey(readFileSync(file, 'utf8'), file)
}

function readKeyFile(file: string, named = file): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
    const reasons: Record<string, string> = {
      ENOENT: 'does not exist',
      EISDIR: 'is a folder, not a file',
      EACCES: 'may not be read by this user',
    }
    throw new Error(`${named} ${reasons[code] ?? `cannot be read (${code})`}`, { cause })
  }
}

/** Reads 32 bytes in base64 or hex, in the one spelling that they have. Refuses keys without randomness in them, and typed words. */
export function parseKey(text: string, source: string): MasterKey {
  const value = text.trim()
  const isHex = /^[0-9a-f]{64}$/i.test(value)
  const bytes = isHex ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64')
  const spellings = [
    bytes.toString('base64'),
    bytes.toString('base64').slice(0, -1),
    bytes.toString('base64url'),
  ]
  if (bytes.length !== 32 || !(isHex || spellings.includes(value)))
    throw new Error(
      `${source} must hold 32 random bytes in base64 or hex; make one with: openssl rand -base64 32`,
    )
  if (
    !looksRandom(isHex ? [...bytes] : [...Buffer.from(value)], isHex ? 16 : 20) ||
    (!isHex && !hasBothCases(value))
  )
    throw new Error(
      `${source} is too weak: it looks typed or repeated, not random; make one with: openssl rand -base64 32`,
    )
  return {
    id: createHash('sha256').update('est-console key name').update(bytes).digest('hex').slice(0, 12),
    bytes,
  }
}

/**
 * 32 random bytes have about 30 distinct values, and 43 characters of base64 about 31; words, repetitions and counting have few values or
 * few steps from one to the next. A random key is refused less than once in a hundred thousand times.
 */
function looksRandom(values: readonly number[], leastValues: number): boolean {
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0))
  return new Set(values).size >= leastValues && new Set(steps).size >= 16
}

function hasBothCases(value: string): boolean {
  return /[a-z]/.test(value) && /[A-Z]/.test(value)
}
