import { readFileSync } from 'node:fs'
import { env } from '../../lib/server/env'
import { hashPassword, passwordInput } from '../../lib/server/password'
import { database } from '../../lib/server/storage'
import { emailInput, newUser } from '../../lib/server/users'

/** Makes an admin, or gives an existing person a new password, the admin role and their access back. */
async function createAdmin(emailText: string, passwordText: string): Promise<string> {
  const email = emailInput.safeParse(emailText)
  if (!email.success) throw new Error('This is no e-mail address.')
  const password = passwordInput.safeParse(passwordText)
  if (!password.success) throw new Error(password.error.issues[0]?.message ?? 'This password cannot be used.')
  env()
  const { db, close } = await database()
  try {
    const known = await db
      .selectFrom('users')
      .select(['id', 'version'])
      .where('email', '=', email.data)
      .executeTakeFirst()
    if (!known) {
      await db
        .insertInto('users')
        .values(await newUser({ email: email.data, password: password.data, role: 'admin' }))
        .execute()
      return `${email.data} is now an admin.`
    }
    const change = {
      passwordHash: await hashPassword(password.data),
      role: 'admin',
      disabled: 0,
      updatedAt: Date.now(),
      version: known.version + 1,
    } as const
    await db.updateTable('users').set(change).where('id', '=', known.id).execute()
    await db.deleteFrom('sessions').where('userId', '=', known.id).execute()
    return `${email.data} has the new password and is an admin; all their sessions have ended.`
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
