import SqliteDatabase from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate } from './migrate'
import { openDatabase, type OpenDatabase } from './open'
import { prepared } from './prepared'

const setting = prepared((db, key) => db.selectFrom('settings').selectAll().where('key', '=', key))

let folder: string
let opened: OpenDatabase
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'est-console-prepared-'))
  opened = openDatabase({ file: join(folder, 'console.sqlite') })
  await migrate(opened)
  await opened.db.insertInto('settings').values({ key: 'a', value: '1' }).execute()
})
afterEach(async () => {
  await opened.close()
  rmSync(folder, { recursive: true })
})

it('a lookup is answered at once on SQLite, not as a promise', () => {
  expect(setting(opened, 'a')).toEqual({ key: 'a', value: '1' })
  expect(setting(opened, 'b')).toBeUndefined()
})

it('a lookup sees what is committed and nothing else', async () => {
  await opened.db.transaction().execute(async (transaction) => {
    await transaction.updateTable('settings').set({ value: '2' }).execute()
    expect(setting(opened, 'a')).toEqual({ key: 'a', value: '1' })
  })
  expect(setting(opened, 'a')).toEqual({ key: 'a', value: '2' })
})

it('a lookup sees at once what another process has committed', () => {
  expect(setting(opened, 'a')).toEqual({ key: 'a', value: '1' })
  expect(setting(opened, 'b')).toBeUndefined()
  const other = new SqliteDatabase(join(folder, 'console.sqlite'))
  for (let value = 2; value < 50; value += 1) {
    other.prepare('update settings set value = ?').run(String(value))
    expect(setting(opened, 'a')).toEqual({ key: 'a', value: String(value) })
  }
  other.prepare('insert into settings (key, value) values (?, ?)').run('b', 'x')
  expect(setting(opened, 'b')).toEqual({ key: 'b', value: 'x' })
  other.prepare('delete from settings').run()
  expect(setting(opened, 'a')).toBeUndefined()
  other.close()
})

it('a row that several share cannot be changed by one of them', () => {
  expect(() => Object.assign(setting(opened, 'a') ?? {}, { value: '2' })).toThrow(/read only/)
})

it('a lookup waits without stopping the process while somebody holds the whole file', async () => {
  await opened.close()
  const holder = new SqliteDatabase(join(folder, 'console.sqlite'))
  holder.pragma('journal_mode = DELETE')
  opened = openDatabase({ file: join(folder, 'console.sqlite') })
  holder.pragma('locking_mode = exclusive')
  holder.exec('begin exclusive')
  const waiting = Promise.resolve(setting(opened, 'a'))
  let turns = 0
  const ticking = setInterval(() => (turns += 1), 10)
  setTimeout(() => holder.close(), 300)
  expect(await waiting).toEqual({ key: 'a', value: '1' })
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(10)
})
