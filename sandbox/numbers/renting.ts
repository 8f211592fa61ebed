import type { ServiceContext } from '../context'
import type { Fields, NewObject, StoredObject } from '../store'
import { numbersTime } from '../timestamps'
import type { VoiceChange } from './active-numbers'
import { schedule } from './provisioning'
import { voiceConfiguration } from './voice-configuration'

const monthMs = 30 * 24 * 60 * 60 * 1000

/** A number as it stands on the day it is rented: no platform, the next charge a month away. */
export function rentedNumber(context: ServiceContext, phoneNumber: string, sale: Fields): NewObject {
  return {
    collection: 'activeNumbers',
    id: phoneNumber,
    project: context.projectId,
    // Numbers are always listed by type.
    parent: String(sale.type),
    fields: {
      displayName: '',
      regionCode: sale.regionCode,
      type: sale.type,
      capability: sale.capability,
      money: sale.monthlyPrice,
      paymentIntervalMonths: sale.paymentIntervalMonths,
      nextChargeDate: numbersTime(context.clock.now() + monthMs),
      expireAt: null,
      callbackUrl: '',
      sms: { servicePlanId: '', campaignId: '', scheduledProvisioning: null },
      voice: voiceConfiguration('RTC', '', null),
    },
  }
}

/** Moves a number from the shop to the project, and starts moving it to its platform when one was named. */
export function rentNumber(
  context: ServiceContext,
  sale: StoredObject,
  changes: Fields,
  voice: VoiceChange | undefined,
): void {
  const { store } = context
  store.transaction(() => {
    const rented = rentedNumber(context, sale.id, sale.fields)
    store.insert({ ...rented, fields: { ...rented.fields, ...changes } })
    store.remove(sale)
    const number = store.get('activeNumbers', sale.id)
    if (number && voice) schedule(context, number, voice.type, voice.id)
  })
}
