import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { activeNumbers } from '@/lib/resources/phone-numbers'
import type { AuditTrail } from './audit'
import { assertTimeToWrite } from './deadline'
import { log } from './log'
import { forgetNumbers } from './numbers'
import { markUnknown, price, removeOrder, requireInDoubt, storeOrder, type Order } from './rent-orders'
import type { StoredProject } from './projects'
import { validated } from './request-body'
import type { RouteContext } from './route'
import { estClient } from './upstream'

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
  const { project, params, body, deadline, audit, session } = context
  const phoneNumber = params.phoneNumber ?? ''
  const client = (await estClient(project)).until(deadline)
  audit.describe({ target: phoneNumber })
  const rented = await orderNumber(
    { project, actor: session.user, client, deadline, audit },
    phoneNumber,
    body,
  )
  return Response.json({ phoneNumber: rented, monthlyPrice: body.monthlyPrice }, { status: 201 })
}

/** Who orders a number, and for which project. */
export interface Ordering {
  project: StoredProject
  actor: { id: string; email: string }
  client: EstClient
  deadline: number
  audit: Pick<AuditTrail, 'describe'>
}

/** The order itself, as for `rentNumber`; answers the number. */
export async function orderNumber(
  ordering: Ordering,
  phoneNumber: string,
  agreed: z.output<typeof rentInput>,
): Promise<string> {
  const { project, client, deadline, audit } = ordering
  const sale = await client.readAvailableNumber(phoneNumber).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'not_found') throw error
    throw new ApiError('not_found', `${phoneNumber} is not for sale any more. Search again.`)
  })
  const { monthlyPrice, setupPrice } = sale
  audit.describe({ before: { monthlyPrice, setupPrice } })
  if (JSON.stringify([monthlyPrice, setupPrice]) !== JSON.stringify([agreed.monthlyPrice, agreed.setupPrice]))
    throw new ApiError('changed_meanwhile', 'The price has changed since it was shown. Search again.', {
      current: { monthlyPrice, setupPrice },
    })
  assertTimeToWrite(deadline)
  const order = await storeOrder(project, ordering.actor, phoneNumber, agreed.monthlyPrice)
  // What the vendor has said counts, whether or not it can be written down here: then the order is in doubt until somebody looks again.
  const tolerated = (writing: Promise<void>) =>
    writing.catch((error: unknown) =>
      log().error({ phoneNumber, err: error }, 'state of an order not stored'),
    )
  try {
    const rented = await client.rentNumber(phoneNumber)
    await tolerated(removeOrder(order))
    return rented.phoneNumber
  } catch (error) {
    const isKnown = error instanceof ApiError && error.details.outcomeUnknown !== true
    await tolerated(isKnown ? removeOrder(order) : markUnknown(order))
    throw error
  } finally {
    forgetNumbers(project)
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
