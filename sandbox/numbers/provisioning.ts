import type { ServiceContext } from '../context'
import { assignNumber, unassignNumber } from '../phone-numbers'
import { isRecord, type Fields, type StoredObject } from '../store'
import { numbersTime } from '../timestamps'
import { completeOrder } from './orders'
import { isVoiceType, voiceConfiguration, type VoiceType } from './voice-configuration'

/** A change of voice platform that the Numbers service is still working on. */
interface Pending {
  readonly type: VoiceType
  readonly id: string
  readonly startedAt: number
  readonly dueAt: number
  readonly failed: boolean
}

/** Carries out everything whose time has come: assignments, expired numbers, number orders. */
export function settle(context: ServiceContext): void {
  const due = context.store.due(context.clock.now())
  if (due.length === 0) return
  context.store.transaction(() => {
    for (const object of due) {
      if (object.collection === 'activeNumbers') settleNumber(context, object)
      else if (object.collection === 'numberOrders') completeOrder(context, object)
    }
  })
}

/** Starts moving a number to another platform; the old configuration stays in force until it is done. */
export function schedule(context: ServiceContext, number: StoredObject, type: VoiceType, id: string): void {
  const startedAt = context.clock.now()
  const pending = { type, id, startedAt, dueAt: startedAt + context.provisioningDelayMs, failed: false }
  saveWithDue(context, { ...number, fields: { ...number.fields, pending } })
}

/** Stores a number with the time at which something about it will change by itself. */
export function saveWithDue(context: ServiceContext, number: StoredObject): void {
  const pending = readPending(number.fields.pending)
  const times = [pending && !pending.failed ? pending.dueAt : Infinity, expiryOf(number)]
  const due = Math.min(...times)
  context.store.save({ ...number, due: Number.isFinite(due) ? due : null })
}

/** The block the Numbers API shows while a change is under way, and for good when it failed. */
export function scheduledProvisioning(context: ServiceContext, fields: Fields): Fields | null {
  const pending = readPending(fields.pending)
  if (!pending) return null
  const halfway = (pending.startedAt + pending.dueAt) / 2
  const status = pending.failed ? 'FAILED' : context.clock.now() < halfway ? 'WAITING' : 'IN_PROGRESS'
  return { ...voiceConfiguration(pending.type, pending.id, numbersTime(pending.startedAt)), status }
}

function settleNumber(context: ServiceContext, number: StoredObject): void {
  const now = context.clock.now()
  if (expiryOf(number) <= now) {
    unassignNumber(context, number.id)
    context.store.remove(number)
    return
  }
  const pending = readPending(number.fields.pending)
  if (!pending || pending.dueAt > now) return
  const trunk =
    pending.type === 'EST' && pending.id !== '' ? context.store.get('trunks', pending.id) : undefined
  if (pending.type === 'EST' && pending.id !== '' && trunk?.project !== number.project) {
    saveWithDue(context, { ...number, fields: { ...number.fields, pending: { ...pending, failed: true } } })
    return
  }
  if (trunk) assignNumber(context, number.id, trunk.id)
  else unassignNumber(context, number.id)
  const { pending: _done, ...fields } = number.fields
  const voice = voiceConfiguration(pending.type, pending.id, numbersTime(now))
  saveWithDue(context, { ...number, fields: { ...fields, voice } })
}

function expiryOf(number: StoredObject): number {
  const { expireAt } = number.fields
  return typeof expireAt === 'string' ? Date.parse(expireAt) : Infinity
}

function readPending(value: unknown): Pending | undefined {
  if (!isRecord(value) || !isVoiceType(value.type)) return undefined
  const { type, id, startedAt, dueAt, failed } = value
  if (typeof id !== 'string' || typeof startedAt !== 'number' || typeof dueAt !== 'number') return undefined
  return { type, id, startedAt, dueAt, failed: failed === true }
}
