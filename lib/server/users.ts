import 'server-only'
import { ulid } from 'ulid'
import { z } from 'zod'
import type { DatabaseKind } from '@/lib/database/open'
import type { UserTable } from '@/lib/database/schema'
import { ApiError } from '@/lib/errors'
import { roles } from '@/lib/roles'
import { assertUnchanged } from './if-match'
import { hashPassword, passwordInput } from './password'
import { database } from './storage'

/** An e-mail address in lower case, as it is stored. */
export const emailInput = z
  .string('The e-mail address is missing.')
  .trim()
  .toLowerCase()
  .max(254, 'The e-mail address is too long.')
  .pipe(z.email('Enter an e-mail address.'))

const role = z.enum(roles, 'Choose a role.')

/** A new person. */
export const userInput = z.object({ email: emailInput, password: passwordInput, role })

/** What an admin may change about a person; a new password ends that person's sessions. */
export const userChangeInput = z.object({ role, disabled: z.boolean(), password: passwordInput.optional() })

/** A person as the API shows them. */
export function publicUser(user: UserTable) {
  const { id, email, role: current, disabled, createdAt, updatedAt } = user
  return {
    id,
    email,
    role: current,
    disabled: disabled === 1,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    etag: userEtag(user),
  }
}

/** The entity tag of a person. */
export function userEtag(user: UserTable): string {
  return `"u${user.version}"`
}

/** Everyone, by e-mail address. */
export async function listUsers(): Promise<UserTable[]> {
  const { db } = await database()
  return await db.selectFrom('users').selectAll().orderBy('email').execute()
}

/** The person with this address, or undefined. */
export async function findUserByEmail(email: string): Promise<UserTable | undefined> {
  const { db } = await database()
  return await db
    .selectFrom('users')
    .selectAll()
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
}

/** The person with this id. Throws `not_found`. */
export async function findUser(id: string): Promise<UserTable> {
  const { db } = await database()
  const user = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
  if (!user) throw new ApiError('not_found', 'There is no such user.')
  return user
}

/** Adds a person. Throws `conflict` when the address is taken. */
export async function createUser(input: z.output<typeof userInput>): Promise<UserTable> {
  const { db } = await database()
  const user = await newUser(input)
  const inserted = await db
    .insertInto('users')
    .values(user)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    throw new ApiError('conflict', 'A user with this e-mail address exists.', {
      fields: { email: 'This address is in use already.' },
    })
  }
  return user
}

/** A row for a person, not stored yet. */
export async function newUser({
  email,
  password,
  role: given,
}: z.output<typeof userInput>): Promise<UserTable> {
  const now = Date.now()
  return {
    id: ulid(),
    email,
    passwordHash: await hashPassword(password),
    role: given,
    disabled: 0,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

/** Changes a person's role, access or password. The last admin who can sign in stays one. */
export async function changeUser(
  user: UserTable,
  ifMatch: string,
  change: z.output<typeof userChangeInput>,
): Promise<UserTable> {
  assertUnchanged(ifMatch, userEtag(user), publicUser(user))
  const passwordHash = change.password === undefined ? user.passwordHash : await hashPassword(change.password)
  const next: UserTable = {
    ...user,
    role: change.role,
    disabled: change.disabled ? 1 : 0,
    passwordHash,
    updatedAt: Date.now(),
    version: user.version + 1,
  }
  const opened = await database()
  await opened.db.transaction().execute(async (transaction) => {
    await lockAdmins(transaction, opened.kind)
    const result = await transaction
      .updateTable('users')
      .set(next)
      .where('id', '=', user.id)
      .where('version', '=', user.version)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) throw changedMeanwhile()
    await assertAdminLeft(transaction)
    if (change.disabled || change.password !== undefined)
      await transaction.deleteFrom('sessions').where('userId', '=', user.id).execute()
  })
  return next
}

/** Removes a person and their sessions; their audit stays. */
export async function removeUser(user: UserTable, ifMatch: string): Promise<void> {
  assertUnchanged(ifMatch, userEtag(user), publicUser(user))
  const opened = await database()
  await opened.db.transaction().execute(async (transaction) => {
    await lockAdmins(transaction, opened.kind)
    await transaction.deleteFrom('sessions').where('userId', '=', user.id).execute()
    const result = await transaction
      .deleteFrom('users')
      .where('id', '=', user.id)
      .where('version', '=', user.version)
      .executeTakeFirst()
    if (result.numDeletedRows === 0n) throw changedMeanwhile()
    await assertAdminLeft(transaction)
  })
}

type Transaction = Awaited<ReturnType<typeof database>>['db']

/** Makes changes of users follow each other on PostgreSQL, where two admins could else take each other's role at once. SQLite has one writer. */
async function lockAdmins(transaction: Transaction, kind: DatabaseKind): Promise<void> {
  if (kind === 'sqlite') return
  await transaction
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .orderBy('id')
    .forUpdate()
    .execute()
}

function changedMeanwhile(): ApiError {
  return new ApiError('changed_meanwhile', 'This user was changed by someone else. Reload and try again.')
}

async function assertAdminLeft(transaction: Transaction): Promise<void> {
  const left = await transaction
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled', '=', 0)
    .limit(1)
    .execute()
  if (left.length === 0)
    throw new ApiError('conflict', 'This is the last admin who can sign in. Make someone else admin first.')
}
