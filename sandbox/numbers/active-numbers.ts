import { Hono, type Context } from 'hono'
import { readObject, text } from '../body'
import type { ServiceContext, ServiceModule } from '../context'
import { isRecord, type Fields, type StoredObject } from '../store'
import { globOf, readPattern } from './number-pattern'
import { saveWithDue, schedule, scheduledProvisioning } from './provisioning'
import { invalidArgument, numberNotFound } from './refusals'
import { isVoiceType, voiceIdField, type VoiceType } from './voice-configuration'

const largestPage = 1_000
const standardPage = 20

/** What a client asks to be changed about where a number's voice calls go. */
export interface VoiceChange {
  readonly type: VoiceType
  readonly id: string
}

/** The rented numbers of the project: list, get, change, release. */
export const activeNumberRoutes: ServiceModule = (context) => {
  const app = new Hono()
  app.get('/activeNumbers', (c) => listNumbers(c, context))
  app.get('/activeNumbers/:phoneNumber', (c) =>
    c.json(renderActiveNumber(context, requireActiveNumber(context, c.req.param('phoneNumber')))),
  )
  app.patch('/activeNumbers/:phoneNumber', async (c) => {
    const number = requireActiveNumber(context, c.req.param('phoneNumber'))
    const body = await readObject(c)
    const voice = readVoice(context, body.voiceConfiguration)
    const fields = { ...number.fields, ...readPlainFields(body), ...readSms(body.smsConfiguration) }
    const changed = { ...number, fields }
    if (voice) schedule(context, changed, voice.type, voice.id)
    else saveWithDue(context, changed)
    return c.json(renderActiveNumber(context, requireActiveNumber(context, number.id)))
  })
  app.post('/activeNumbers/:phoneNumber{.+:release}', (c) => {
    const number = requireActiveNumber(context, c.req.param('phoneNumber').replace(/:release$/, ''))
    // A released number stays until the month that is paid for is over.
    const expireAt = number.fields.expireAt ?? number.fields.nextChargeDate
    saveWithDue(context, { ...number, fields: { ...number.fields, expireAt, nextChargeDate: null } })
    return c.json(renderActiveNumber(context, requireActiveNumber(context, number.id)))
  })
  return app
}

/** The number of this project, or the 404 of the Numbers API. */
export function requireActiveNumber(context: ServiceContext, phoneNumber: string): StoredObject {
  const number = context.store.get('activeNumbers', phoneNumber)
  if (number?.project !== context.projectId) throw numberNotFound('ActiveNumber', phoneNumber)
  return number
}

/** A rented number as the Numbers API shows it. */
export function renderActiveNumber(context: ServiceContext, number: StoredObject): Fields {
  const { pending: _pending, voice, sms, ...fields } = number.fields
  const voiceFields = isRecord(voice) ? voice : {}
  return {
    phoneNumber: number.id,
    projectId: number.project,
    ...fields,
    smsConfiguration: isRecord(sms) ? sms : null,
    voiceConfiguration: {
      ...voiceFields,
      scheduledVoiceProvisioning: scheduledProvisioning(context, number.fields),
    },
  }
}

/** Reads a voice configuration from a body: none, or where calls are to go. */
export function readVoice(context: ServiceContext, value: unknown): VoiceChange | undefined {
  if (value === undefined || value === null) return undefined
  if (!isRecord(value) || Object.keys(value).length === 0) {
    throw invalidArgument('voiceConfiguration', 'must not be empty')
  }
  const type = value.type ?? 'RTC'
  if (!isVoiceType(type)) throw invalidArgument('voiceConfiguration.type', 'must be one of RTC, EST, FAX')
  const id = value[voiceIdField(type)]
  if (typeof id !== 'string') {
    throw invalidArgument(`voiceConfiguration.${voiceIdField(type)}`, 'must be given')
  }
  if (type === 'EST' && id === '' && context.dialect.numbersUnassign === 'refused') {
    throw invalidArgument('voiceConfiguration.trunkId', 'must not be blank')
  }
  return { type, id }
}

/** Reads an SMS configuration from a body. */
export function readSms(value: unknown): Fields {
  if (value === undefined || value === null) return {}
  if (!isRecord(value) || Object.keys(value).length === 0) {
    throw invalidArgument('smsConfiguration', 'must not be empty')
  }
  return {
    sms: {
      servicePlanId: text(value.servicePlanId),
      campaignId: text(value.campaignId),
      scheduledProvisioning: null,
    },
  }
}

/** Reads the texts a client may set on a number. */
export function readPlainFields(body: Fields): Fields {
  const fields: Fields = {}
  for (const name of ['displayName', 'callbackUrl']) {
    const value = body[name]
    if (value === undefined) continue
    if (typeof value !== 'string') throw invalidArgument(name, 'must be a text')
    fields[name] = value
  }
  return fields
}

function listNumbers(c: Context, context: ServiceContext): Response {
  // The vendor lists mobile numbers alone unless the client says which type it wants.
  const type = c.req.query('type') ?? 'MOBILE'
  if (!['MOBILE', 'LOCAL', 'TOLL_FREE'].includes(type)) {
    throw invalidArgument('type', 'must be one of MOBILE, LOCAL, TOLL_FREE')
  }
  const order = c.req.query('orderBy') === 'displayName' ? "json_extract(fields, '$.displayName'), id" : 'id'
  const [where, values] = numberConditions(c, context, type)
  const size = readSize(c.req.query('pageSize'))
  const start = readToken(c.req.query('pageToken'))
  const sql = `from objects where ${where}`
  const totalSize =
    context.database.prepare<unknown[], { n: number }>(`select count(*) as n ${sql}`).get(...values)?.n ?? 0
  const ids = context.database
    .prepare<unknown[], { id: string }>(`select id ${sql} order by ${order} limit ? offset ?`)
    .all(...values, size, start)
  const end = start + size
  return c.json({
    activeNumbers: ids.map(({ id }) => renderActiveNumber(context, requireActiveNumber(context, id))),
    nextPageToken: end < totalSize ? Buffer.from(`from:${end}`).toString('base64url') : '',
    totalSize,
  })
}

function numberConditions(c: Context, context: ServiceContext, type: string): [string, string[]] {
  const regionCode = c.req.query('regionCode')
  const pattern = readPattern(c)
  const parts: [string, string][] = [
    ["collection = 'activeNumbers' and parent = ?", type],
    ['project = ?', context.projectId],
  ]
  if (regionCode) parts.push(["json_extract(fields, '$.regionCode') = ?", regionCode])
  for (const capability of c.req.queries('capability') ?? []) {
    parts.push(["instr(json_extract(fields, '$.capability'), ?) > 0", JSON.stringify(capability)])
  }
  if (pattern) parts.push(['id glob ?', globOf(pattern)])
  return [parts.map(([sql]) => sql).join(' and '), parts.map(([, value]) => value)]
}

function readSize(value: string | undefined): number {
  if (value === undefined || value === '' || value === '0') return standardPage
  const size = /^\d{1,6}$/.test(value) ? Number(value) : 0
  if (size < 1) throw invalidArgument('pageSize', 'must be a positive number')
  return Math.min(size, largestPage)
}

function readToken(value: string | undefined): number {
  if (!value) return 0
  const start = /^from:(\d{1,9})$/.exec(Buffer.from(value, 'base64url').toString())?.[1]
  if (start === undefined) throw invalidArgument('pageToken', 'is not a token of this list')
  return Number(start)
}
