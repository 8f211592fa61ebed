import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ApiError, goneAsNull } from '@/lib/errors'
import type { EntityOf } from '@/lib/resources/define'
import { count, instant, listOf, money, text } from '@/lib/resources/fields'
import { activeNumbers } from '@/lib/resources/phone-numbers'
import { isRecord, readItems, readJson, readWritten } from './answers'
import type { DefiniteAnswer } from './attempt'
import { readOne, type ReadOptions } from './collections'
import type { Gateway } from './gateway'
import { changedMeanwhile, perform, type Settlement } from './perform'
import type { EstQuery } from './url'

const availableNumber = z.looseObject({
  phoneNumber: text(),
  regionCode: text(),
  type: text(),
  capability: listOf(text()),
  setupPrice: money(),
  monthlyPrice: money(),
  paymentIntervalMonths: count(),
  supportingDocumentationRequired: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
})

const availableRegion = z.looseObject({ regionCode: text(), regionName: text(), types: listOf(text()) })

const numberOrder = z.looseObject({
  idNumberOrder: text(),
  regionCode: text(),
  state: text(),
  numberType: text(),
  orderNumbers: listOf(z.looseObject({ phoneNumber: text() })),
  expireTime: instant(),
  createTime: instant(),
})

/** A rented number. */
export type ActiveNumber = EntityOf<typeof activeNumbers>
/** A number that can be rented. */
export type AvailableNumber = z.output<typeof availableNumber>
/** A country with the types of numbers that are sold there. */
export type AvailableRegion = z.output<typeof availableRegion>
/** A reservation of numbers. */
export type NumberOrder = z.output<typeof numberOrder>

/** The Numbers API as far as trunks need it. What costs money is never sent twice while its outcome is unknown. */
export interface NumbersCalls {
  /**
   * Changes a rented number. A change of trunk is asynchronous: the answer may still show the old one. `preImage` is what was read
   * before: with it, a change by somebody else is told from a request that was lost.
   */
  updateActiveNumber(
    phoneNumber: string,
    patch: Record<string, unknown>,
    options?: ReadOptions,
    preImage?: ActiveNumber,
  ): Promise<ActiveNumber>
  /** Ends the subscription of a number. */
  releaseNumber(phoneNumber: string, options?: ReadOptions): Promise<ActiveNumber>
  /** Numbers for sale; `regionCode` and `type` are required by the vendor. */
  searchAvailableNumbers(query: EstQuery, options?: ReadOptions): Promise<AvailableNumber[]>
  /** One number for sale; `not_found` when it is not for sale. */
  readAvailableNumber(phoneNumber: string, options?: ReadOptions): Promise<AvailableNumber>
  /** Rents a number, at a price. It is sent once: a lost answer is settled by looking, else the error says `outcomeUnknown`. */
  rentNumber(
    phoneNumber: string,
    input?: Record<string, unknown>,
    options?: ReadOptions,
  ): Promise<ActiveNumber>
  /** The countries in which numbers are sold. */
  listRegions(types?: readonly string[], options?: ReadOptions): Promise<AvailableRegion[]>
  /** Reserves numbers, at a price. */
  createNumberOrder(input: Record<string, unknown>, options?: ReadOptions): Promise<NumberOrder>
  readNumberOrder(numberOrderId: string, options?: ReadOptions): Promise<NumberOrder>
}

/** Makes the Numbers part of a client. */
export function createNumbersCalls(gateway: Gateway): NumbersCalls {
  const readActive = (phoneNumber: string, options: ReadOptions) =>
    readOne(gateway, activeNumbers, { phoneNumber }, options)

  /** The number out of an answer, or read back when the answer does not hold it. */
  async function active(
    answer: DefiniteAnswer,
    phoneNumber: string,
    options: ReadOptions,
  ): Promise<ActiveNumber> {
    return readWritten(activeNumbers, answer) ?? (await readActive(phoneNumber, options))
  }

  async function get<Value>(
    template: string,
    values: { params?: Record<string, string>; query?: EstQuery },
    options: ReadOptions,
    read: (answer: DefiniteAnswer) => Value,
  ): Promise<Value> {
    return await perform(gateway, gateway.prepare(template, { ...options, ...values, api: 'numbers' }), {
      read,
    })
  }

  return {
    async updateActiveNumber(phoneNumber, patch, options = {}, preImage) {
      const template = '/activeNumbers/:phoneNumber'
      const params = { phoneNumber }
      const call = gateway.prepare(template, {
        ...options,
        api: 'numbers',
        method: 'PATCH',
        params,
        body: patch,
      })
      const reading = { ...options, deadline: call.deadline }
      return await perform(gateway, call, {
        read: (answer) => active(answer, phoneNumber, reading),
        settle: async (): Promise<Settlement<ActiveNumber>> => {
          const current = await readActive(phoneNumber, reading)
          if (isLike(current, patch)) return { done: current }
          const before =
            preImage && Object.fromEntries(Object.keys(patch).map((name) => [name, preImage[name]]))
          if (before === undefined || isLike(current, before)) return 'resend'
          throw changedMeanwhile(current)
        },
      })
    },

    async releaseNumber(phoneNumber, options = {}) {
      const template = '/activeNumbers/:phoneNumber:release'
      const call = gateway.prepare(template, {
        ...options,
        api: 'numbers',
        method: 'POST',
        params: { phoneNumber },
      })
      const reading = { ...options, deadline: call.deadline }
      return await perform(gateway, call, {
        read: (answer) => active(answer, phoneNumber, reading),
        settle: async (): Promise<Settlement<ActiveNumber>> => {
          const current = await readActive(phoneNumber, reading).catch(goneAsNull)
          if (current === null) return { done: activeNumbers.entity.parse({ phoneNumber }) }
          // A released number stays listed until it expires.
          return current.expireAt === null ? 'resend' : { done: current }
        },
      })
    },

    searchAvailableNumbers: (query, options = {}) =>
      get('/availableNumbers', { query }, options, (answer) =>
        readItems(['availableNumbers'], answer).items.map((item) => parsed(availableNumber, item, 'number')),
      ),

    readAvailableNumber: (phoneNumber, options = {}) =>
      get('/availableNumbers/:phoneNumber', { params: { phoneNumber } }, options, (answer) =>
        parsed(availableNumber, readJson(answer), 'number'),
      ),

    async rentNumber(phoneNumber, input = {}, options = {}) {
      const call = gateway.prepare('/availableNumbers/:phoneNumber:rent', {
        ...options,
        api: 'numbers',
        method: 'POST',
        params: { phoneNumber },
        body: input,
        idempotencyKey: randomUUID(),
      })
      const reading = { ...options, deadline: call.deadline }
      return await perform(gateway, call, {
        maxTries: 2,
        read: (answer) => active(answer, phoneNumber, reading),
        settle: async (): Promise<Settlement<ActiveNumber>> => {
          const current = await readActive(phoneNumber, reading).catch(goneAsNull)
          if (current !== null) return { done: current }
          // A slow order may be carried out yet, and then the second would be refused as if the first had never been.
          throw new ApiError(
            'upstream_unavailable',
            `Sinch did not answer the order of ${phoneNumber}, and does not list it as rented.`,
          )
        },
      })
    },

    listRegions: (types, options = {}) =>
      get('/availableRegions', { query: { types } }, options, (answer) =>
        readItems(['availableRegions'], answer).items.map((item) => parsed(availableRegion, item, 'region')),
      ),

    async createNumberOrder(input, options = {}) {
      const call = gateway.prepare('/numberOrders:createNumberOrder', {
        ...options,
        api: 'numbers',
        method: 'POST',
        body: input,
        idempotencyKey: randomUUID(),
      })
      // Orders cannot be listed, so nothing can tell whether a lost one was made.
      const read = (answer: DefiniteAnswer) => parsed(numberOrder, readJson(answer), 'number order')
      return await perform(gateway, call, { read, settle: null })
    },

    readNumberOrder: (numberOrderId, options = {}) =>
      get('/numberOrders/:numberOrderId', { params: { numberOrderId } }, options, (answer) =>
        parsed(numberOrder, readJson(answer), 'number order'),
      ),
  }
}

/** True when a number is as the values say, or on its way there. */
function isLike(current: ActiveNumber, values: Record<string, unknown>): boolean {
  const fields: Record<string, unknown> = current
  return Object.entries(values).every(([name, value]) =>
    name === 'voiceConfiguration' && isRecord(value)
      ? headedFor(fields[name]) === headedFor(value)
      : JSON.stringify(fields[name]) === JSON.stringify(value),
  )
}

/** The trunk that a number is on, or on its way to. */
function headedFor(voice: unknown): unknown {
  if (!isRecord(voice)) return ''
  const { scheduledVoiceProvisioning: scheduled, trunkId } = voice
  return (isRecord(scheduled) ? scheduled.trunkId : undefined) ?? trunkId ?? ''
}

function parsed<Schema extends z.ZodType>(schema: Schema, raw: unknown, label: string): z.output<Schema> {
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.join('.') || 'content'
  throw new ApiError('upstream_contract', `Sinch sent a ${label} whose ${where} cannot be read.`)
}
