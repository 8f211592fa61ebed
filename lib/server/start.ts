import 'server-only'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { env } from './env'
import { describeError, log } from './log'
import { createProject } from './projects'
import { ensureSetupToken } from './setup-token'
import { ensureKey } from './secrets'
import { database } from './storage'

const sandboxKey = z.object({ projectId: z.string(), keyId: z.string(), keySecret: z.string() })

/** Everything that must hold before the first request: configuration, database, key, set-up token. Ends the process with one line otherwise. */
export async function startConsole(): Promise<void> {
  try {
    env()
    const storage = await database()
    onShutdown(() => storage.close())
    await ensureKey()
    await registerSandbox()
    await ensureSetupToken()
  } catch (error) {
    const { message } = describeError(error)
    process.stderr.write(`est-console: ${message}\n`)
    process.exit(1)
  }
}

/** The preload that ends the process on SIGTERM waits for these. */
function onShutdown(task: () => Promise<void>): void {
  const key = Symbol.for('est-console.shutdown')
  const store = globalThis as typeof globalThis & { [name: symbol]: (() => Promise<void>)[] | undefined } // the preload runs outside the bundle, so globalThis is all we share
  store[key] = [...(store[key] ?? []), task]
}

/** Adds the sandbox's project once; a person who removed it does not get it back. */
async function registerSandbox(): Promise<void> {
  const { DATA_DIR, SANDBOX } = env()
  const file = join(DATA_DIR, 'sandbox-key.json')
  if (SANDBOX !== 'on' || !existsSync(file)) return
  const { db } = await database()
  const done = await db
    .selectFrom('settings')
    .select('key')
    .where('key', '=', 'sandboxRegistered')
    .executeTakeFirst()
  if (done) return
  const { projectId, keyId, keySecret } = sandboxKey.parse(JSON.parse(readFileSync(file, 'utf8')))
  const known = await db.selectFrom('projects').select('id').where('id', '=', projectId).executeTakeFirst()
  if (!known) {
    await createProject({ name: 'Sandbox', upstream: 'sandbox', projectId, keyId, keySecret })
    log().info({ projectId }, 'sandbox project added')
  }
  await db
    .insertInto('settings')
    .values({ key: 'sandboxRegistered', value: 'true' })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}
