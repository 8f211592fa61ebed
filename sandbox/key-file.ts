import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { AccessKey } from './authentication'
import { isRecord } from './store'

/** Reads the one key the sandbox accepts, making it (readable by its owner alone) when there is none. */
export function readOrMakeKey(file: string): AccessKey {
  const made: AccessKey = {
    projectId: 'sandbox',
    keyId: `sandbox-${randomBytes(6).toString('hex')}`,
    keySecret: randomBytes(24).toString('base64url'),
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    // `wx` fails when the file exists, so that two programs starting together agree on one key.
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    return made
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readKey(file)
}

function readKey(file: string): AccessKey {
  const refusal = new Error(
    `${file} must be JSON with projectId, keyId and keySecret; remove it to get a new one.`,
  )
  let key: unknown
  try {
    key = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw refusal
  }
  if (!isRecord(key)) throw refusal
  const { projectId, keyId, keySecret } = key
  if (typeof projectId !== 'string' || typeof keyId !== 'string' || typeof keySecret !== 'string')
    throw refusal
  return { projectId, keyId, keySecret }
}
