import { z } from 'zod'
import { defineResource } from './define'
import { count, e164Pattern, instant, listOf, optional, required, text } from './fields'
import { activeNumberPlace, phoneNumberPlace } from './places'

const e164 = required('The phone number', 16).regex(
  e164Pattern,
  'Write the number in E.164 form, for example +14155550100.',
)

/** Phone numbers as EST sees them: only those assigned to a trunk. */
export const phoneNumbers = defineResource({
  ...phoneNumberPlace,
  idParam: 'phoneNumber',
  idKey: 'phoneNumber',
  listKeys: ['phoneNumbers'],
  label: { one: 'phone number', many: 'phone numbers' },
  // Not a published operation; it answers 201 even for numbers the project does not own. A fallback for assignment only.
  input: z.object({ phoneNumber: e164, trunkId: optional() }),
  entity: z.looseObject({
    id: text(),
    phoneNumber: text(),
    trunkId: text(),
    countryCode: text(),
    createTime: instant(),
    updateTime: instant(),
  }),
  aliases: { trunkId: ['sipTrunkId'] },
  sentAs: { trunkId: 'sipTrunkId' },
  operations: ['list', 'get', 'create'],
})

const voiceConfiguration = z.looseObject({
  type: text(),
  trunkId: text(),
  appId: text(),
  serviceId: text(),
  lastUpdatedTime: instant(),
  scheduledVoiceProvisioning: z
    .looseObject({ type: text(), status: text(), trunkId: text(), lastUpdatedTime: instant() })
    .nullish()
    .transform((value) => value ?? null),
})

/** Numbers rented by the project (Numbers API). A change of trunk is asynchronous and shows under `scheduledVoiceProvisioning`. */
export const activeNumbers = defineResource({
  ...activeNumberPlace,
  api: 'numbers',
  idParam: 'phoneNumber',
  idKey: 'phoneNumber',
  listKeys: ['activeNumbers'],
  label: { one: 'active number', many: 'active numbers' },
  // Only the name: where its calls go is changed by a job, because the vendor takes its time over it.
  input: z.object({ displayName: optional() }),
  entity: z.looseObject({
    phoneNumber: text(),
    projectId: text(),
    displayName: text(),
    regionCode: text(),
    type: text(),
    capability: listOf(text()),
    paymentIntervalMonths: count(),
    nextChargeDate: instant(),
    expireAt: instant(),
    voiceConfiguration: voiceConfiguration.nullish().transform((value) => value ?? null),
  }),
  derived: ['nextChargeDate', 'voiceConfiguration.lastUpdatedTime'],
  operations: ['list', 'get', 'replace'],
})
