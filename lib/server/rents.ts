import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { activeNumbers } from '@/lib/resources/phone-numbers'
import { assertTimeToWrite } from './deadline'
import { log } from './log'
import { forgetNumbers } from './numbers'
import type { StoredProject } from './projects'
import { validated } from './request-body'
import type { RouteContext } from './route'
import { database } from './storage'
import { estClient } from './upstream'

const price = z
  .object({ currencyCode: z.string().max(8), amount: z.number().min(0) }, 'Say the price that was shown.')
  .nullable()

/** What an order of one number says: the price that the person agreed to, as the search gave it. */
export const rentInput = z.object({ monthlyPrice: price, setupPrice: price })

const saleSearch = z.object({
  regionCode: z
    .string('Choose a country.')
    .regex(/^[A-Za-z]{2}$/, 'Choose a country: two letters, for example US.'),
  type: z.enum(['MOBILE', 'LOCAL', 'TOLL_FREE'], 'Choose a type: MOBILE, LOCAL or TOLL_FREE.'),
  pattern: z
    .string()
    .transform((text) => text.replace(/[\s().\-/]/g, ''))
    .pipe(z.string().regex(/^\+?\d{0,15}$/, 'Write digits only, 15 at most.'))
    .default(''),
  searchPattern: z
    .enum(['START', 'CONTAINS', 'END'], 'The digits stand at the START, at the END or anywhere (CONTAINS).')
    .default('CONTAINS'),
})

const foundAtOnce = 50
// An order takes half a minute at most; what is older was cut off with the console that made it.
const longestOrderMs = 60_000

/** Numbers for sale that can carry voice calls, asked of the vendor now. */
export async function searchForSale({ project, url, deadline }: RouteContext<unknown>) {
  const asked = ['regionCode', 'type', 'pattern', 'searchPattern'] as const
  const given = asked.map((name) => [name, url.searchParams.get(name) ?? undefined])
  const { regionCode, type, pattern, searchPattern } = validated(saleSearch, Object.fromEntries(given))
  const client = (await estClient(project)).until(deadline)
  const digits = pattern.replace(/^\+/, '')
  const items = await client.searchAvailableNumbers({
    regionCode: regionCode.toUpperCase(),
    type,
    capabilities: ['VOICE'],
    size: foundAtOnce,
    ...(digits === ''
      ? {}
      : { 'numberPattern.pattern': digits, 'numberPattern.searchPattern': searchPattern }),
  })
  return { items }
}

/** The countries in which numbers are sold, with the types sold there. */
export async function listSaleRegions({ project, deadline }: RouteContext<unknown>) {
  const client = (await estClient(project)).until(deadline)
  return { items: await client.listRegions() }
}

/**
 * Rents one number at the price that was shown. The order is stored before it is made and removed when its outcome is known: in between,
 * and while the outcome is unknown, the same number cannot be ordered again. Throws `changed_meanwhile` when the price is another one.
 */
export async function rentNumber(context: RouteContext<z.output<typeof rentInput>>): Promise<Response> {
  const { project, params, body, deadline, audit } = context
  const phoneNumber = params.phoneNumber ?? ''
  const client = (await estClient(project)).until(deadline)
  const sale = await client.readAvailableNumber(phoneNumber).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'not_found') throw error
    throw new ApiError('not_found', `${phoneNumber} is not for sale any more. Search again.`)
  })
  const { monthlyPrice, setupPrice } = sale
  audit.describe({ target: phoneNumber, before: { monthlyPrice, setupPrice } })
  if (JSON.stringify([monthlyPrice, setupPrice]) !== JSON.stringify([body.monthlyPrice, body.setupPrice]))
    throw new ApiError('changed_meanwhile', 'The price has changed since it was shown. Search again.', {
      current: { monthlyPrice, setupPrice },
    })
  assertTimeToWrite(deadline)
  const order = await storeOrder(context, phoneNumber)
  // What the vendor has said counts, whether or not it can be written down here: then the order is in doubt until somebody looks again.
  const tolerated = (writing: Promise<void>) =>
    writing.catch((error: unknown) =>
      log().error({ phoneNumber, err: error }, 'state of an order not stored'),
    )
  try {
    const rented = await client.rentNumber(phoneNumber)
    await tolerated(removeOrder(order))
    return Response.json({ phoneNumber: rented.phoneNumber, monthlyPrice }, { status: 201 })
  } catch (error) {
    const isKnown = error instanceof ApiError && error.details.outcomeUnknown !== true
    await tolerated(isKnown ? removeOrder(order) : markUnknown(order))
    throw error
  } finally {
    forgetNumbers(project)
  }
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

/** Looks whether an order came through: see `look`. */
export async function lookAgain(context: RouteContext<unknown>): Promise<{ outcome: 'rented' | 'unknown' }> {
  const { outcome } = await look(context)
  return { outcome }
}

/** `rented`: it did and is settled; `unknown`: the vendor does not list the number, yet or at all. */
async function look(
  context: RouteContext<unknown>,
): Promise<{ outcome: 'rented' | 'unknown'; order: Order }> {
  const { project, params, deadline } = context
  const phoneNumber = params.phoneNumber ?? ''
  const order = await requireInDoubt(project, phoneNumber)
  const client = (await estClient(project)).until(deadline)
  try {
    await client.read(activeNumbers, { phoneNumber })
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return { outcome: 'unknown', order }
    throw error
  }
  await removeOrder(order)
  forgetNumbers(project)
  return { outcome: 'rented', order }
}

/** A person's word that the number was not rented, believed only when the vendor does not list it; then it can be ordered again. */
export async function settleAsNotRented(
  context: RouteContext<unknown>,
): Promise<{ outcome: 'rented' | 'not_rented' }> {
  const { outcome, order } = await look(context)
  if (outcome === 'rented') return { outcome }
  await removeOrder(order)
  return { outcome: 'not_rented' }
}

/** One order of one number; another order of the same number, at another time, is another one. */
interface Order {
  projectId: string
  phoneNumber: string
  orderedAt: number
}

async function storeOrder(
  context: RouteContext<z.output<typeof rentInput>>,
  phoneNumber: string,
): Promise<Order> {
  const { project, session, body } = context
  const { db } = await database()
  const { id: actorId, email: actorEmail } = session.user
  const order = { projectId: project.id, phoneNumber, orderedAt: Date.now() }
  const inserted = await db
    .insertInto('unsettledRents')
    .values({
      ...order,
      state: 'asked',
      price: JSON.stringify(body.monthlyPrice),
      actorId,
      actorEmail,
    })
    .onConflict((conflict) => conflict.columns(['projectId', 'phoneNumber']).doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return order
  throw new ApiError(
    'conflict',
    `${phoneNumber} was ordered before and what came of it is not known. Settle that first, on the page of phone numbers.`,
  )
}

async function removeOrder({ projectId, phoneNumber, orderedAt }: Order): Promise<void> {
  const { db } = await database()
  await db
    .deleteFrom('unsettledRents')
    .where('projectId', '=', projectId)
    .where('phoneNumber', '=', phoneNumber)
    .where('orderedAt', '=', orderedAt)
    .execute()
}

async function markUnknown({ projectId, phoneNumber, orderedAt }: Order): Promise<void> {
  const { db } = await database()
  await db
    .updateTable('unsettledRents')
    .set({ state: 'unknown' })
    .where('projectId', '=', projectId)
    .where('phoneNumber', '=', phoneNumber)
    .where('orderedAt', '=', orderedAt)
    .execute()
}

/** Refuses to settle what nobody is in doubt about, or an order that is being made at this moment. */
async function requireInDoubt(project: StoredProject, phoneNumber: string): Promise<Order> {
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
