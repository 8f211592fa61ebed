import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { forgetNumbers } from './numbers'
import type { StoredProject } from './projects'
import { database } from './storage'

/** A price as it was shown; null where the vendor says none. */
export const price = z
  .object({ currencyCode: z.string().max(8), amount: z.number().min(0) }, 'Say the price that was shown.')
  .nullable()

// An order takes half a minute at most; what is older was cut off with the console that made it.
const longestOrderMs = 60_000

/** Forgets an order that has turned out to be carried out. */
export async function settleRented(project: StoredProject, phoneNumber: string): Promise<void> {
  const { db } = await database()
  await db
    .deleteFrom('unsettledRents')
    .where('projectId', '=', project.id)
    .where('phoneNumber', '=', phoneNumber)
    .execute()
  forgetNumbers(project)
}

/** The orders whose outcome nobody knows, the latest first. */
export async function listUnsettledRents(project: StoredProject, now = Date.now()) {
  const { db } = await database()
  const rows = await db
    .selectFrom('unsettledRents')
    .selectAll()
    .where('projectId', '=', project.id)
    .orderBy('orderedAt', 'desc')
    .execute()
  return {
    items: rows
      .filter((row) => !isUnderWay(row, now))
      .map(({ phoneNumber, price: agreed, actorEmail, orderedAt }) => ({
        phoneNumber,
        monthlyPrice: price.parse(JSON.parse(agreed)),
        actorEmail,
        orderedAt: new Date(Number(orderedAt)).toISOString(),
      })),
  }
}

/** One order of one number; another order of the same number, at another time, is another one. */
export interface Order {
  projectId: string
  phoneNumber: string
  orderedAt: number
}

/** Refuses to order a number of which an earlier order is not settled. */
export async function assertNoOrder(project: StoredProject, phoneNumber: string): Promise<void> {
  const { db } = await database()
  const open = await db
    .selectFrom('unsettledRents')
    .select('phoneNumber')
    .where('projectId', '=', project.id)
    .where('phoneNumber', '=', phoneNumber)
    .executeTakeFirst()
  if (open) throw orderedBefore(phoneNumber)
}

function orderedBefore(phoneNumber: string): ApiError {
  return new ApiError(
    'conflict',
    `${phoneNumber} was ordered before and what came of it is not known. Settle that first, on the page of phone numbers.`,
  )
}

/** Stores an order before it is made. Throws `conflict` while an earlier one of the number is not settled. */
export async function storeOrder(
  project: StoredProject,
  actor: { id: string; email: string },
  phoneNumber: string,
  monthlyPrice: z.output<typeof price>,
): Promise<Order> {
  const { db } = await database()
  const { id: actorId, email: actorEmail } = actor
  const order = { projectId: project.id, phoneNumber, orderedAt: Date.now() }
  const inserted = await db
    .insertInto('unsettledRents')
    .values({
      ...order,
      state: 'asked',
      price: JSON.stringify(monthlyPrice),
      actorId,
      actorEmail,
    })
    .onConflict((conflict) => conflict.columns(['projectId', 'phoneNumber']).doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return order
  throw orderedBefore(phoneNumber)
}

/** Forgets an order whose outcome is known. */
export async function removeOrder({ projectId, phoneNumber, orderedAt }: Order): Promise<void> {
  const { db } = await database()
  await db
    .deleteFrom('unsettledRents')
    .where('projectId', '=', projectId)
    .where('phoneNumber', '=', phoneNumber)
    .where('orderedAt', '=', orderedAt)
    .execute()
}

/** Notes that nobody knows what came of an order. */
export async function markUnknown({ projectId, phoneNumber, orderedAt }: Order): Promise<void> {
  const { db } = await database()
  await db
    .updateTable('unsettledRents')
    .set({ state: 'unknown' })
    .where('projectId', '=', projectId)
    .where('phoneNumber', '=', phoneNumber)
    .where('orderedAt', '=', orderedAt)
    .execute()
}

/** An order in doubt. Refuses to settle what nobody is in doubt about, or an order that is being made at this moment. */
export async function requireInDoubt(project: StoredProject, phoneNumber: string): Promise<Order> {
  const { db } = await database()
  const row = await db
    .selectFrom('unsettledRents')
    .select(['state', 'orderedAt'])
    .where('projectId', '=', project.id)
    .where('phoneNumber', '=', phoneNumber)
    .executeTakeFirst()
  if (!row) throw new ApiError('not_found', 'No order of this number is in doubt any more.')
  if (isUnderWay(row, Date.now()))
    throw new ApiError('conflict', 'This number is being ordered at this moment. Look again in a minute.')
  return { projectId: project.id, phoneNumber, orderedAt: Number(row.orderedAt) }
}

function isUnderWay(row: { state: 'asked' | 'unknown'; orderedAt: number }, now: number): boolean {
  return row.state === 'asked' && now - Number(row.orderedAt) < longestOrderMs
}
