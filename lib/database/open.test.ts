import SqliteDatabase from 'better-sqlite3'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate } from './migrate'
import { migrations } from './migrations'
import { openDatabase, postgresFailure } from './open'
import { asStorageError } from './storage-error'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'est-console-db-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a file that is no database is refused in one sentence and left as it is (A29)', () => {
  const file = join(folder, 'console.sqlite')
  writeFileSync(file, 'garbage')
  expect(() => openDatabase({ file })).toThrow(/is not a SQLite database/)
  expect(readFileSync(file, 'utf8')).toBe('garbage')
})

it('migrating twice changes nothing, and a failed step leaves the schema as it was', async () => {
  const opened = openDatabase({ file: join(folder, 'console.sqlite') })
  await migrate(opened)
  await migrate(opened)
  const broken = [
    ...migrations,
    {
      name: '9999-broken',
      up: async (db: typeof opened.db) => {
        await db.schema.createTable('half').addColumn('id', 'integer').execute()
        throw new Error('half way')
      },
    },
  ]
  await expect(migrate(opened, broken)).rejects.toThrow('half way')
  const tables = await opened.db.introspection.getTables()
  expect(tables.map(({ name }) => name)).not.toContain('half')
  await expect(migrate(opened, [])).rejects.toThrow(/newer console/)
  await opened.close()
})

it(
  'a database that someone else holds is waited for, then reported as storage that is not there (A29)',
  { timeout: 20_000 },
  async () => {
    const file = join(folder, 'console.sqlite')
    const opened = openDatabase({ file })
    await migrate(opened)
    const other = new SqliteDatabase(file)
    other.exec('begin immediate')
    const began = Date.now()
    const failure = await opened.db
      .insertInto('settings')
      .values({ key: 'k', value: 'v' })
      .execute()
      .then(() => null, asStorageError)
    expect(failure).toMatchObject({ code: 'storage_busy', message: expect.stringContaining('busy') })
    expect(Date.now() - began).toBeLessThan(6_500)
    other.exec('rollback')
    other.close()
    await opened.db.insertInto('settings').values({ key: 'k', value: 'v' }).execute()
    await opened.close()
  },
)

it.each([
  ['SQLITE_FULL', /disk/],
  ['SQLITE_READONLY', /read-only/],
  ['ECONNREFUSED', /database cannot be used/],
  ['57P01', /database cannot be used/],
])('%s is storage that is not there', (code, message) => {
  expect(asStorageError(Object.assign(new Error('x'), { code }))?.message).toMatch(message)
})

it('a mistake of ours is not blamed on storage', () => {
  expect(asStorageError(new Error('x'))).toBeNull()
  expect(asStorageError(Object.assign(new Error('x'), { code: '23505' }))).toBeNull()
})

it.each([
  ['postgres://nobody:canary-9@127.0.0.1:1/none', 'none on 127.0.0.1:1', /ECONNREFUSED/],
  ['postgres://nobody:canary-9@localhost:1/none', 'none on localhost:1', /ECONNREFUSED/],
  ['postgres://nobody:canary-9%zz@127.0.0.1:1/none', 'none on 127.0.0.1:1', /ECONNREFUSED/],
])('%s that does not answer is one line without its password', async (url, where, why) => {
  const attempt = async () => {
    const opened = openDatabase({ url })
    await migrate(opened).finally(() => opened.close())
  }
  const failure = await attempt().then(
    () => null,
    (error: unknown) => postgresFailure(url, error),
  )
  expect(failure?.message).toContain(`DATABASE_URL: the database ${where} cannot be used: `)
  expect(failure?.message).toMatch(why)
  expect(failure?.message).not.toMatch(/canary|\n/)
})

it('an error that is not about the connection is not blamed on DATABASE_URL', () => {
  expect(postgresFailure('postgres://a@b/c', new Error('written by a newer console'))).toBeNull()
})
