import type { ServiceContext } from '../context'
import type { StoredObject } from '../store'
import { isRecord } from '../store'
import { numbersTime } from '../timestamps'
import { readSms, readVoice } from './active-numbers'
import { rentNumber } from './renting'

/** How long the numbers of an order stay reserved while documents are missing. */
export const reservationMs = 48 * 60 * 60 * 1000

/** Carries an order on when its time has come: completed where no documents are needed, else expired. */
export function completeOrder(context: ServiceContext, order: StoredObject): void {
  const { store } = context
  const reserved = store.list('availableNumbers', { project: reservation(order.id) })
  const expired = order.fields.documents === true
  for (const sale of reserved) {
    if (expired) {
      store.remove(sale)
      store.insert({ ...sale, project: '' })
    } else {
      const voice = readVoice(context, order.fields.voiceRequest)
      const sms = isRecord(order.fields.smsRequest) ? readSms(order.fields.smsRequest) : {}
      rentNumber(context, sale, { callbackUrl: order.fields.callbackUrl ?? '', ...sms }, voice)
    }
  }
  const state = expired ? 'EXPIRED' : 'COMPLETED'
  const updateTime = numbersTime(context.clock.now())
  store.save({ ...order, due: null, fields: { ...order.fields, state, updateTime } })
}

/** The owner that numbers of an order have while they are reserved, so that no search finds them. */
export function reservation(orderId: string): string {
  return `order:${orderId}`
}
