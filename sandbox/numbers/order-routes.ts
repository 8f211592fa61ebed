import { Hono } from 'hono'
import { readObject, text } from '../body'
import type { ServiceContext, ServiceModule } from '../context'
import { isRecord, type Fields, type StoredObject } from '../store'
import { numbersTime } from '../timestamps'
import { readSms, readVoice } from './active-numbers'
import { requireSale, saleNumbers } from './available-numbers'
import { matchesPattern, toPattern } from './number-pattern'
import { reservation, reservationMs } from './orders'
import { invalidArgument, numberNotFound } from './refusals'
import { voiceConfiguration } from './voice-configuration'

/** Number orders: create and get. */
export const orderRoutes: ServiceModule = (context) => {
  const { store, projectId } = context
  const app = new Hono()
  app.post('/:collection{numberOrders:createNumberOrder}', async (c) => {
    const body = await readObject(c)
    const regionCode = text(body.regionCode)
    const numberType = text(body.numberType)
    if (regionCode === '') throw invalidArgument('regionCode', 'must be given')
    if (numberType === '') throw invalidArgument('numberType', 'must be given')
    const voice = readVoice(context, body.voiceConfiguration)
    readSms(body.smsConfiguration)
    const numbers = chooseNumbers(context, body, regionCode, numberType)
    const documents = numbers.some(({ fields }) => fields.supportingDocumentationRequired === true)
    const now = context.clock.now()
    const id = context.newId()
    const due = now + (documents ? reservationMs : context.provisioningDelayMs)
    const fields = {
      regionCode,
      numberType,
      state: 'CREATED',
      orderNumbers: numbers.map(orderNumber),
      documents,
      voiceRequest: body.voiceConfiguration ?? null,
      smsRequest: body.smsConfiguration ?? null,
      callbackUrl: text(body.callbackUrl),
      ...(voice ? { voiceConfiguration: voiceConfiguration(voice.type, voice.id, null) } : {}),
      expireTime: numbersTime(now + reservationMs),
      createTime: numbersTime(now),
      updateTime: numbersTime(now),
    }
    store.transaction(() => {
      for (const sale of numbers) {
        store.remove(sale)
        store.insert({ ...sale, project: reservation(id) })
      }
      store.insert({ collection: 'numberOrders', id, project: projectId, due, fields })
    })
    return c.json(renderOrder(requireOrder(context, id)))
  })
  app.get('/numberOrders/:orderId', (c) => c.json(renderOrder(requireOrder(context, c.req.param('orderId')))))
  return app
}

function requireOrder(context: ServiceContext, id: string): StoredObject {
  const order = context.store.get('numberOrders', id)
  if (order?.project !== context.projectId) throw numberNotFound('NumberOrder', id)
  return order
}

function renderOrder(order: StoredObject): Fields {
  const { documents: _documents, voiceRequest: _voice, smsRequest: _sms, ...fields } = order.fields
  return { projectId: order.project, idNumberOrder: order.id, ...fields }
}

function orderNumber({ id, fields }: StoredObject): Fields {
  const { setupPrice, monthlyPrice, paymentIntervalMonths, capability } = fields
  return {
    phoneNumber: id,
    numberPrice: { setupPrice, monthlyPrice, paymentIntervalMonths },
    capabilities: capability,
  }
}

function chooseNumbers(
  context: ServiceContext,
  body: Fields,
  regionCode: string,
  numberType: string,
): StoredObject[] {
  const { numberOrderOption: one, quantityOrderOption: many } = body
  if (isRecord(one) === isRecord(many)) {
    throw invalidArgument('numberOrderOption', 'give exactly one of numberOrderOption, quantityOrderOption')
  }
  if (isRecord(one)) {
    const phoneNumbers: unknown[] = Array.isArray(one.phoneNumbers) ? one.phoneNumbers : []
    if (phoneNumbers.length !== 1)
      throw invalidArgument('numberOrderOption.phoneNumbers', 'must hold one number')
    const sale = requireSale(context, text(phoneNumbers[0]))
    if (sale.fields.regionCode !== regionCode || sale.fields.type !== numberType) {
      throw invalidArgument('numberOrderOption.phoneNumbers', 'is of another region or type')
    }
    return [sale]
  }
  const wanted = isRecord(many) ? many : {}
  const quantity = wanted.requestedQuantity
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > 100) {
    throw invalidArgument('quantityOrderOption.requestedQuantity', 'must be between 1 and 100')
  }
  const asked = isRecord(wanted.numberPattern) ? wanted.numberPattern : {}
  const pattern = toPattern(text(asked.pattern), text(asked.searchPattern) || undefined)
  const found = saleNumbers(context, regionCode, numberType).filter(({ id }) => matchesPattern(id, pattern))
  if (found.length < quantity) {
    throw invalidArgument('quantityOrderOption.requestedQuantity', 'is more than there are')
  }
  return found.slice(0, quantity)
}
