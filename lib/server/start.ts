import 'server-only'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { postgresFailure } from '@/lib/database/open'
import { closeCallArchive } from './call-archive'
import { keepCallsSynced } from './call-sync'
import { waitAtMost } from './deadline'
import { env } from './env'
import { describeError, log } from './log'
import { createProject, secretContext } from './projects'
import { ensureSetupToken } from './setup-token'
import { keepRunsGoing } from './onboarding-runner'
import { ensureKey, seal } from './secrets'
import { database } from './storage'

const sandboxKey = z.object({ projectId: z.string(), keyId: z.string(), keySecret: z.string() })

// The process has little more than this left when its last answer is out.
const longestStepMs = 4_000

const tokenElsewhere =
  'another console on this database has a set-up token; enter that one, or start this console again half an hour after the other has ended'

/** Everything that must hold before the first request: configuration, database, key, set-up token. Ends the process with one line otherwise. */
export async function startConsole(): Promise<void> {
  try {
    env()
    const storage = await openStorage()
    let stopRuns = async () => {}
    let stopCalls = async () => {}
    onShutdown(async () => {
      // A step that is under way is ended and written down; what waits goes on at the next start.
      const stopped = Promise.all([stopRuns(), stopCalls().then(closeCallArchive)])
      await waitAtMost(longestStepMs, stopped, () => undefined)
      await storage.close()
    })
    await ensureKey()
    await registerSandbox()
    if ((await ensureSetupToken()) === 'elsewhere') process.stdout.write(`est-console: ${tokenElsewhere}\n`)
    stopRuns = keepRunsGoing()
    stopCalls = keepCallsSynced()
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

async function openStorage() {
  try {
    return await database()
  } catch (error) {
    const { DATABASE_URL } = env()
    throw (DATABASE_URL === undefined ? null : postgresFailure(DATABASE_URL, error)) ?? error
  }
}

/**
 * Adds the sandbox's project once; a person who removed it does not get it back. The key in it is bound to the sandbox's port, so it is
 * sealed again when that has changed. A project with another key belongs to the sandbox of another console and is left alone.
 */
export async function registerSandbox(): Promise<void> {
  const { DATA_DIR, SANDBOX, SANDBOX_URL } = env()
  const file = join(DATA_DIR, 'sandbox-key.json')
  if (SANDBOX !== 'on' || !existsSync(file)) return
  const { projectId, keyId, keySecret } = readSandboxKey(file)
  const { db } = await database()
  const known = await db.selectFrom('projects').selectAll().where('id', '=', projectId).executeTakeFirst()
  if (known?.upstream === 'sandbox' && known.keyId === keyId && known.tokenOrigin !== SANDBOX_URL) {
    const sealedSecret = await seal(secretContext(projectId, SANDBOX_URL), keySecret)
    const { version, createdAt } = known
    await db
      .updateTable('projects')
      .set({ sealedSecret, tokenOrigin: SANDBOX_URL, updatedAt: Date.now(), version: version + 1 })
      .where('id', '=', projectId)
      .where('version', '=', version)
      .where('createdAt', '=', createdAt)
      .execute()
    log().info({ projectId, was: known.tokenOrigin, now: SANDBOX_URL }, 'sandbox project follows its port')
  }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('settings')
    .values({ key: 'sandboxRegistered', value: 'true' })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  if (known || numInsertedOrUpdatedRows === 0n) return
  await createProject({ name: 'Sandbox', upstream: 'sandbox', projectId, keyId, keySecret })
  log().info({ projectId }, 'sandbox project added')
}

function readSandboxKey(file: string): z.output<typeof sandboxKey> {
  try {
    return sandboxKey.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Error(
      `${file} holds no key of a sandbox. Restore it, or move it and sandbox.sqlite away for a fresh sandbox`,
      { cause },
    )
  }
}
