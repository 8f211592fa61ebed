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
    if (!existsSync(ENCRYPTION_KEY_FILE))
      throw new Error(`ENCRYPTION_KEY_FILE names ${ENCRYPTION_KEY_FILE}, which does not exist`)
    return parseKey(readFileSync(ENCRYPTION_KEY_FILE, 'utf8'), ENCRYPTION_KEY_FILE)
  }
  const file = generatedKeyFile()
  return existsSync(file) ? parseKey(readFileSync(file, 'utf8'), file) : null
}

/** Makes the key file, readable by its owner alone. Never overwrites one. */
export function generateMasterKey(): MasterKey {
  const file = generatedKeyFile()
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return parseKey(readFileSync(file, 'utf8'), file)
}

/** Reads 32 bytes in base64 or hex. Refuses anything shorter, and keys without randomness in them. */
export function parseKey(text: string, source: string): MasterKey {
  const value = text.trim()
  const bytes = /^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64')
  if (bytes.length !== 32)
    throw new Error(
      `${source} must hold 32 random bytes in base64 or hex; make one with: openssl rand -base64 32`,
    )
  // 32 random bytes have about 30 distinct values; a typed or repeated key has few.
  if (new Set(bytes).size < 16)
    throw new Error(`${source} is too weak; make one with: openssl rand -base64 32`)
  return {
    id: createHash('sha256').update('est-console key name').update(bytes).digest('hex').slice(0, 12),
    bytes,
  }
}
