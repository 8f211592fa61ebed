import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { Problem } from './fail.mjs'

/** The data folder. A relative one counts from the folder in which the command runs, never from the build's. */
export function dataFolder(given = process.env.DATA_DIR) {
  return resolve(given || 'data')
}

/** The same for the key file; undefined when none is set. */
export function keyFile(given = process.env.ENCRYPTION_KEY_FILE) {
  return given ? resolve(given) : undefined
}

/** Makes the data folder and the sandbox's key, both for their owner alone. Throws a `Problem` when that cannot be done. */
export function prepareData(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    // Earlier versions left these to the umask.
    for (const name of ['console.sqlite', 'sandbox.sqlite'].flatMap((file) => [
      file,
      `${file}-wal`,
      `${file}-shm`,
    ]))
      if (existsSync(join(dataDir, name))) chmodSync(join(dataDir, name), 0o600)
    writeSandboxKey(join(dataDir, 'sandbox-key.json'))
  } catch (error) {
    throw new Problem(
      `The data folder ${dataDir} cannot be used (${error.code ?? error.message}). Set DATA_DIR to a folder that this user may write to.`,
    )
  }
}

function writeSandboxKey(file) {
  if (existsSync(file)) return
  const key = {
    projectId: 'sandbox',
    keyId: randomBytes(16).toString('hex'),
    keySecret: randomBytes(24).toString('base64url'),
  }
  writeFileSync(file, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' })
}

/**
 * Takes the data folder for this process alone. The lock is one of SQLite's, on an empty file: the system gives it up whenever the process
 * ends, so that none is ever left over. Throws a `Problem` when another console has it.
 */
export function lockData(dataDir) {
  const Database = createRequire(import.meta.url)('better-sqlite3')
  let lock
  try {
    lock = new Database(join(dataDir, 'console.lock'), { timeout: 0 })
    lock.exec('begin exclusive')
  } catch (error) {
    lock?.close()
    if (String(error.code).startsWith('SQLITE_BUSY'))
      throw new Problem(
        `Another console is running with the data folder ${dataDir}. Stop that one, or give this one a folder of its own with DATA_DIR=…`,
      )
    throw new Problem(`The data folder ${dataDir} cannot be locked: ${error.message}.`)
  }
  // Held as long as the process lives; without this the garbage collector would give it up.
  process.once('exit', () => lock.close())
}
