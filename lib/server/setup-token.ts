import 'server-only'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { env } from './env'
import { emailInput, newUser } from './users'
import { passwordInput } from './password'
import { database } from './storage'

const lifetimeMs = 30 * 60 * 1000
const wrongTriesAllowed = 5
const settingKey = 'setupToken'

const stored = z.object({ hash: z.string(), expiresAt: z.number(), wrongTries: z.number() })

/** What the set-up page sends. */
export const setupInput = z.object({ token: z.string().max(200), email: emailInput, password: passwordInput })

/** The one answer to every refused set-up: it does not tell whether set-up is open. */
export const setupRefused =
  'This set-up token is not valid. Look for the newest one where the console was started; a restart prints a fresh one.'

/**
 * While there is no user, makes a fresh token, writes it to a file that only the server's owner can read, and returns it. Several consoles
 * may share PostgreSQL: there a valid token of our own is kept, and one of another console's is left alone (`elsewhere`).
 */
export async function ensureSetupToken(): Promise<string | null> {
  const { db, kind } = await database()
  const user = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  if (user) {
    await db.deleteFrom('settings').where('key', '=', settingKey).execute()
    rmSync(tokenFile(), { force: true })
    return null
  }
  if (kind === 'sqlite') return await renewToken()
  const row = await db.selectFrom('settings').select('value').where('key', '=', settingKey).executeTakeFirst()
  const known = row && stored.parse(JSON.parse(row.value))
  const isValid = known !== undefined && Date.now() < known.expiresAt
  const ours = existsSync(tokenFile()) ? readFileSync(tokenFile(), 'utf8').trim() : undefined
  const token = isValid ? ours : randomBytes(24).toString('base64url')
  const isOurs = token !== undefined && (!isValid || digest(token).toString('hex') === known.hash)
  if (isOurs) return (await putToken(token, row?.value ?? null)) ? token : await ensureSetupToken()
  rmSync(tokenFile(), { force: true })
  return 'elsewhere'
}

async function renewToken(): Promise<string> {
  const { db } = await database()
  const token = randomBytes(24).toString('base64url')
  const value = valueOf(token)
  await db
    .insertInto('settings')
    .values({ key: settingKey, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
  writeFileSync(tokenFile(), `${token}\n`, { mode: 0o600 })
  return token
}

/** Stores a token where nobody else has stored one since `before` was read; true when that worked. */
async function putToken(token: string, before: string | null): Promise<boolean> {
  const { db } = await database()
  const value = valueOf(token)
  const done =
    before === null
      ? await db
          .insertInto('settings')
          .values({ key: settingKey, value })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .executeTakeFirst()
      : await db
          .updateTable('settings')
          .set({ value })
          .where('key', '=', settingKey)
          .where('value', '=', before)
          .executeTakeFirst()
  const rows = 'numUpdatedRows' in done ? done.numUpdatedRows : done.numInsertedOrUpdatedRows
  if (rows !== 1n) return false
  writeFileSync(tokenFile(), `${token}\n`, { mode: 0o600 })
  return true
}

function valueOf(token: string): string {
  const expiresAt = Date.now() + lifetimeMs
  return JSON.stringify({ hash: digest(token).toString('hex'), expiresAt, wrongTries: 0 })
}

/** Makes the first admin. The token is claimed by deleting its row in the same transaction, so that it works exactly once. */
export async function claimSetup(input: z.output<typeof setupInput>): Promise<string> {
  const { db } = await database()
  const row = await db.selectFrom('settings').select('value').where('key', '=', settingKey).executeTakeFirst()
  const known = row && stored.parse(JSON.parse(row.value))
  const fits = timingSafeEqual(digest(input.token), known ? Buffer.from(known.hash, 'hex') : randomBytes(32))
  if (!row || !known || !fits || Date.now() >= known.expiresAt) {
    if (known && !fits) await countWrongTry(known)
    // Somebody may have set up at another console, and then our file is of no use to anybody.
    const someone = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
    if (someone) rmSync(tokenFile(), { force: true })
    throw new ApiError('forbidden', setupRefused, { fields: { token: setupRefused } })
  }
  const admin = await newUser({ ...input, role: 'admin' })
  await db.transaction().execute(async (transaction) => {
    const claimed = await transaction
      .deleteFrom('settings')
      .where('key', '=', settingKey)
      .where('value', '=', row.value)
      .executeTakeFirst()
    const someone = await transaction.selectFrom('users').select('id').limit(1).executeTakeFirst()
    if (claimed.numDeletedRows === 0n || someone)
      throw new ApiError('forbidden', setupRefused, { fields: { token: setupRefused } })
    await transaction.insertInto('users').values(admin).execute()
  })
  rmSync(tokenFile(), { force: true })
  return admin.email
}

async function countWrongTry(known: z.output<typeof stored>): Promise<void> {
  const { db } = await database()
  const wrongTries = known.wrongTries + 1
  if (wrongTries >= wrongTriesAllowed) {
    await renewToken()
    return
  }
  await db
    .updateTable('settings')
    .set({ value: JSON.stringify({ ...known, wrongTries }) })
    .where('key', '=', settingKey)
    .execute()
}

function tokenFile(): string {
  return join(env().DATA_DIR, 'setup-token')
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
