import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'next-auth/jwt'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import type { ThreadPlace } from './archive-threads'
import { closeCallArchive } from './call-archive'
import { processState } from './process-state'
import { ensureKey } from './secrets'
import { cookieSecret, sessionCookieName } from './session'
import { startSession } from './sessions'
import { database } from './storage'
import { createUser } from './users'

const prefix = 'est-console:'

/** The databases that storage tests run on: SQLite always, PostgreSQL when the test command has started one. */
export const testDatabases: readonly ('sqlite' | 'postgres')[] = process.env.TEST_DATABASE_URL
  ? ['sqlite', 'postgres']
  : ['sqlite']

/** A console of its own for one test: empty data folder, empty database, fresh process state. Call `end` afterwards. */
export async function freshConsole(
  kind: 'sqlite' | 'postgres' = 'sqlite',
  variables: Record<string, string> = {},
) {
  clearProcessState()
  keepThreadsReadable()
  const folder = mkdtempSync(join(tmpdir(), 'est-console-'))
  const postgres = kind === 'postgres' ? await freshPostgres() : undefined
  const given = {
    DATA_DIR: folder,
    APP_URL: 'http://127.0.0.1:3000',
    DATABASE_URL: postgres?.url ?? '',
    LOG_LEVEL: 'silent',
    EST_CALLS_PER_SECOND: '1000',
    ...variables,
  }
  const before = Object.fromEntries(Object.keys(given).map((name) => [name, process.env[name]]))
  Object.assign(process.env, given)
  await ensureKey()
  return {
    folder,
    /** Forgets everything held in memory, as a restart does. */
    restart: async () => {
      await closeCallArchive()
      await (await database()).close()
      clearProcessState()
      keepThreadsReadable()
    },
    end: async () => {
      await closeCallArchive().catch(() => {})
      await (await database()).close().catch(() => {})
      clearProcessState()
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) Reflect.deleteProperty(process.env, name)
        else process.env[name] = value
      }
      rmSync(folder, { recursive: true, force: true })
      await postgres?.drop()
    },
  }
}

/** What a new person with this role sends as `Cookie` after signing in. */
export async function signedInAs(role: 'admin' | 'operator' | 'viewer'): Promise<string> {
  const user = await createUser({
    email: `${role}@console.example`,
    password: 'a-long-enough-password',
    role,
  })
  const sid = await startSession(user.id, '192.0.2.1', 'a browser')
  return `${sessionCookieName()}=${await encode({ token: { sid }, secret: cookieSecret() })}`
}

/** A PostgreSQL database of its own for one test. */
export async function freshPostgres() {
  const base = new URL(process.env.TEST_DATABASE_URL ?? '')
  const name = `console_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await runSql(base.href, `create database ${name}`)
  const url = new URL(base)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => runSql(base.href, `drop database if exists ${name} with (force)`) }
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** Threads are started from the sources, as everything else in a test. */
function keepThreadsReadable(): void {
  processState(
    'start-archive-thread',
    () => (workerData: ThreadPlace) =>
      new Worker(new URL('./archive-thread-loader.mjs', import.meta.url), { workerData }),
  )
}

function clearProcessState(): void {
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (Symbol.keyFor(key)?.startsWith(prefix)) Reflect.deleteProperty(globalThis, key)
  }
}
