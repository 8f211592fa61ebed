import type { ServiceContext } from '../context'
import type { Fields } from '../store'
import { numbersTime } from '../timestamps'

/** The three ids a voice configuration can hold, by its type; the unused ones are empty strings. */
const idFields = { EST: 'trunkId', RTC: 'appId', FAX: 'serviceId' } as const

/** The platform a number sends its voice calls to. */
export type VoiceType = keyof typeof idFields

/** Whether a value names a voice platform. */
export function isVoiceType(value: unknown): value is VoiceType {
  return typeof value === 'string' && value in idFields
}

/** The name of the id that belongs to a voice platform. */
export function voiceIdField(type: VoiceType): string {
  return idFields[type]
}

/** A voice configuration in force, with every id the vendor shows. */
export function voiceConfiguration(type: VoiceType, id: string, lastUpdatedTime: string | null): Fields {
  return { type, trunkId: '', appId: '', serviceId: '', [idFields[type]]: id, lastUpdatedTime }
}

/** Makes the Numbers API agree at once with an assignment made through the EST API. */
export function setVoiceTrunk(context: ServiceContext, phoneNumber: string, trunkId: string): void {
  const number = context.store.get('activeNumbers', phoneNumber)
  if (!number) return
  const { pending: _dropped, ...fields } = number.fields
  const voice = voiceConfiguration('EST', trunkId, numbersTime(context.clock.now()))
  const { expireAt } = fields
  const due = typeof expireAt === 'string' ? Date.parse(expireAt) : null
  context.store.save({ ...number, due, fields: { ...fields, voice } })
}
