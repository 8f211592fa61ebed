import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../../lib/database/migrate'
import { openDatabase, postgresFailure } from '../../lib/database/open'
import { recordEvent } from '../../lib/server/audit'
import { env } from '../../lib/server/env'
import { passwordInput } from '../../lib/server/password'
import { emailInput, newUser } from '../../lib/server/users'

/** Makes an admin, or gives an existing person a new password, the admin role and their access back. */
async function createAdmin(emailText: string, passwordText: string): Promise<string> {
  const email = emailInput.safeParse(emailText)
  if (!email.success) throw new Error('This is no e-mail address.')
  const password = passwordInput.safeParse(passwordText)
  if (!password.success) throw new Error(password.error.issues[0]?.message ?? 'This password cannot be used.')
  const { DATABASE_URL, DATA_DIR } = env()
  try {
    return await inDatabase(email.data, password.data, DATABASE_URL, DATA_DIR)
  } catch (error) {
    throw (DATABASE_URL === undefined ? null : postgresFailure(DATABASE_URL, error)) ?? error
  }
}

async function inDatabase(email: string, password: string, url: string | undefined, dataDir: string) {
  // Not the console's own way to its database, which makes a data folder: with PostgreSQL there is nothing to put there.
  const opened = openDatabase({ url, file: join(dataDir, 'console.sqlite') })
  const { db, close } = opened
  try {
    await migrate(opened)
    const newcomer = await newUser({ email, password, role: 'admin' })
    const told = await db.transaction().execute(async (transaction) => {
      const known = await transaction
        .selectFrom('users')
        .select(['id', 'version'])
        .where('email', '=', email)
        .executeTakeFirst()
      // Whoever may run this has the server itself and no account here.
      const event = {
        actor: { id: '', email: 'create-admin' },
        address: 'console',
        target: email,
      } as const
      if (!known) {
        await transaction.insertInto('users').values(newcomer).execute()
        await recordEvent({ ...event, action: 'users.create', outcome: 'ok' }, transaction)
        return `${email} is now an admin.`
      }
      const change = {
        passwordHash: newcomer.passwordHash,
        role: 'admin',
        disabled: 0,
        updatedAt: Date.now(),
        version: known.version + 1,
      } as const
      await transaction.updateTable('users').set(change).where('id', '=', known.id).execute()
      await transaction.deleteFrom('sessions').where('userId', '=', known.id).execute()
      await recordEvent({ ...event, action: 'users.update', outcome: 'ok' }, transaction)
      return `${email} has the new password and is an admin; all their sessions have ended.`
    })
    // With an admin there is nothing left to set up.
    rmSync(join(dataDir, 'setup-token'), { force: true })
    return told
  } finally {
    await close()
  }
}

try {
  const password = readFileSync(0, 'utf8').split(/\r?\n/, 1)[0] ?? ''
  process.stdout.write(`${await createAdmin(process.argv[2] ?? '', password)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
