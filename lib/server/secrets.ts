import 'server-only'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { ApiError } from '@/lib/errors'
import { generateMasterKey, readMasterKey, type MasterKey } from './key-file'
import { processState } from './process-state'
import { database } from './storage'

/** What a sealed value is bound to: moved to another row, column or host, it cannot be opened. */
export interface SealContext {
  table: string
  row: string
  column: string
  bind: string
}

/**
 * Makes sure that there is a key. One is generated only while nothing is sealed yet: with sealed secrets in the database a missing key
 * means a lost key, and a new one would hide that.
 */
export async function ensureKey(): Promise<void> {
  const known = readMasterKey()
  const { db } = await database()
  const sealed = await db.selectFrom('projects').select(['id', 'sealedSecret']).execute()
  if (known) {
    if (sealed.length > 0 && !sealed.some(({ sealedSecret }) => sealedSecret.split('.')[1] === known.id)) {
      throw new Error(
        'the encryption key is not the one that sealed the stored access keys. Restore the right key file',
      )
    }
    return
  }
  if (sealed.length > 0)
    throw new Error(
      'the encryption key is missing, but the database holds sealed access keys. Restore the key file from your backup',
    )
  generateMasterKey()
}

function masterKey(): MasterKey {
  return processState('master-key', () => {
    const key = readMasterKey()
    if (!key) throw new Error('there is no encryption key')
    return key
  })
}

/** A key of its own for one purpose, derived from the master key; 32 bytes as hex. */
export function derivedKey(purpose: string): string {
  return Buffer.from(hkdfSync('sha256', masterKey().bytes, 'est-console', purpose, 32)).toString('hex')
}

/** Seals a secret with AES-256-GCM under a fresh 96-bit nonce, as `v1.<key name>.<nonce>.<text and tag>`. */
export async function seal(context: SealContext, plaintext: string): Promise<string> {
  const key = masterKey()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce)
  cipher.setAAD(boundTo(context, key.id))
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v1.${key.id}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`
}

/** Opens what `seal` made for the same context. Every failure is the same error: which part was wrong is nobody's business. */
export async function unseal(context: SealContext, sealed: string): Promise<string> {
  try {
    const key = masterKey()
    const [version, keyId, nonceText, bodyText, ...rest] = sealed.split('.')
    if (
      version !== 'v1' ||
      keyId !== key.id ||
      nonceText === undefined ||
      bodyText === undefined ||
      rest.length > 0
    )
      throw new Error('not ours')
    const nonce = canonical(nonceText)
    const body = canonical(bodyText)
    if (nonce.length !== 12 || body.length < 16) throw new Error('not ours')
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: 16 })
    decipher.setAAD(boundTo(context, key.id))
    decipher.setAuthTag(body.subarray(-16))
    return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8')
  } catch {
    throw new ApiError(
      'upstream_rejected_credentials',
      'The stored key cannot be opened. An admin must enter it again under Settings, Projects.',
    )
  }
}

/** Base64 has several spellings of the same bytes; only the one we write is accepted. */
function canonical(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw new Error('not ours')
  return bytes
}

function boundTo({ table, row, column, bind }: SealContext, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([table, row, column, bind, keyId]))
}
