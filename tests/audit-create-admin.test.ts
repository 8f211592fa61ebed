import SqliteDatabase from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'est-console-create-admin-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const email = 'owner@console.example'

function createAdmin(password: string): number | null {
  const args = [
    '--conditions=react-server',
    '--import',
    'tsx',
    join('scripts', 'lib', 'create-admin.ts'),
    email,
  ]
  const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '' }
  return spawnSync(process.execPath, args, { env, input: `${password}\n` }).status
}

it('the command that makes admins and resets passwords leaves a row each time, without the password', () => {
  expect(createAdmin('a-long-first-password')).toBe(0)
  expect(createAdmin('a-long-other-password')).toBe(0)
  expect(createAdmin('short')).toBe(1)
  const database = new SqliteDatabase(join(folder, 'console.sqlite'), { readonly: true })
  const rows = database.prepare('select * from audit order by seq').all()
  database.close()
  const common = { actorEmail: 'create-admin', target: email, outcome: 'ok' }
  expect(rows).toMatchObject([
    { action: 'users.create', ...common },
    { action: 'users.update', ...common },
  ])
  expect(JSON.stringify(rows)).not.toMatch(/a-long|argon2/)
})
