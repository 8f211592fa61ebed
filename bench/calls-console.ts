import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { readFileSync, symlinkSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { connectPostgres } from '../lib/database/open'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { claimAndSignIn } from '../tests/session'
import { benchDays, benchProject } from './calls-model'
import { benchEnd, nameProject, type FilledArchive } from './calls-place'
import { signedInClient, type BenchClient } from './client'

/** Where the calls of the project of a console are. */
export const api = '/api/projects/sandbox/calls'

type Servers = Awaited<ReturnType<typeof startFresh>>

/** A console as it ships over the archive that is filled, which it takes for that of its own project. */
export async function consoleOver(place: FilledArchive) {
  if (place.url !== undefined) await dropConsoleTables(place.url)
  const servers = await startFresh({
    env: { CALL_SYNC: 'off', SWEEP_CALLS_PER_SECOND: '0', ...(place.url && { DATABASE_URL: place.url }) },
    prepare: (dataDir: string) => {
      if (place.url === undefined) symlinkSync(place.file, join(dataDir, 'calls.sqlite'))
    },
  })
  const client = await signedInClient(servers.url, servers.setupToken)
  await nameProject(place, await archiveName(place, servers))
  return {
    client,
    others: await moreUsers(client, servers.url, 2),
    pid: servers.server.child.pid,
    stop: async () => {
      await servers.stop()
      await nameProject(place, benchProject)
    },
  }
}

/** What `consoleOver` gives. */
export type ArchiveConsole = Awaited<ReturnType<typeof consoleOver>>

async function moreUsers(admin: BenchClient, url: string, count: number): Promise<BenchClient[]> {
  const password = 'a-long-password-of-its-own-1'
  const clients: BenchClient[] = []
  for (let index = 0; index < count; index += 1) {
    const email = `reader-${index}@console.example`
    await admin.post('/api/users', { email, password, role: 'viewer' })
    clients.push({ url, ...(await claimAndSignIn(url, '', email, password)) })
  }
  return clients
}

/** The name under which this console keeps the calls of its project. */
async function archiveName({ url }: FilledArchive, { dataDir }: Servers): Promise<string> {
  if (url !== undefined) {
    const db = connectPostgres<object>(url, 1, 5_000)
    const { rows } = await sql<{
      id: string
      createdAt: number
    }>`select id, "createdAt" from projects`.execute(db)
    await db.destroy()
    return nameOf(rows)
  }
  const sqlite = new SqliteDatabase(join(dataDir, 'console.sqlite'), { readonly: true })
  const rows = sqlite
    .prepare<[], { id: string; createdAt: number }>('select id, createdAt from projects')
    .all()
  sqlite.close()
  return nameOf(rows)
}

function nameOf(projects: readonly { id: string; createdAt: number }[]): string {
  const [project] = projects
  if (!project) throw new Error('the console has no project')
  return `${project.id} ${project.createdAt}`
}

/** What a console of an earlier run left: a new one is set up anew. The archive stays. */
async function dropConsoleTables(url: string): Promise<void> {
  const db = connectPostgres<object>(url, 1, 60_000)
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'call%' and tablename <> 'archive_version'`.execute(db)
  for (const { name } of rows) await sql`drop table if exists ${sql.table(name)} cascade`.execute(db)
  await db.destroy()
}

/** One export, taken as fast as it comes. */
export async function exported(client: BenchClient, rows: number, place: FilledArchive) {
  const began = performance.now()
  const answer = await ask(client, exportPath(rows, place))
  let firstMs = 0
  let end = ''
  for await (const chunk of answer) {
    if (firstMs === 0) firstMs = performance.now() - began
    const bytes: Buffer = chunk
    end = bytes.subarray(-400).toString('latin1')
  }
  const seconds = (performance.now() - began) / 1000
  const calls = Number(/End of export: (\d+) calls/.exec(end)?.[1])
  if (!(calls > 0)) throw new Error(`the export did not end as a whole: ${end.slice(-200)}`)
  return { firstMs, seconds, calls }
}

/** The address of an export of so many calls. */
export function exportPath(rows: number, place: FilledArchive): string {
  return `${api}/export?format=csv&${windowOf(rows, place)}`
}

/** A window that ends with the last call and holds so many. */
export function windowOf(rows: number, place: FilledArchive): string {
  const lengthMs = Math.min(1, rows / place.rows) * benchDays * 86_400_000
  const [start, end] = [new Date(benchEnd - lengthMs), new Date(benchEnd)]
  return `start=${start.toISOString()}&end=${end.toISOString()}`
}

/** An answer whose body is still to be taken. Throws when it is none. */
export function ask(client: BenchClient, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(client.url + path, { headers: { cookie: client.cookie() }, agent: false }, (answer) =>
      answer.statusCode === 200
        ? resolve(answer)
        : reject(new Error(`${path} answered ${answer.statusCode}`)),
    ).on('error', reject)
  })
}

/** An answer taken whole. Throws when it is none. */
export async function read(client: BenchClient, path: string): Promise<void> {
  const answer = await client.get(path)
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
}

/** Watches the memory of a process; what it returns stops that and gives the most there was, in megabytes. */
export function watchMemory(pid: number | undefined): () => Promise<number> {
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, residentMb(pid))), 100)
  return async () => {
    clearInterval(timer)
    return Math.max(most, residentMb(pid))
  }
}

/** Resident memory of a process in megabytes, from the kernel; pages of mapped files, which belong to the system, left out. */
export function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}
