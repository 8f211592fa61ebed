import { Hono } from 'hono'
import { checkFields, readObject, text, type FieldRule } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { countryOfNumber } from './countries'
import { badRequest, notFound } from './errors'
import { created, rendered, type Reply } from './objects'
import { answerPage } from './paging'
import { setVoiceTrunk } from './numbers/voice-configuration'
import { sortable } from './sorting'
import type { Fields, StoredObject } from './store'
import { requireTrunk } from './trunks'

const rules: Record<string, FieldRule> = {
  sipTrunkId: { type: 'string', required: true },
  phoneNumber: {
    type: 'string',
    required: true,
    check: (value) => (/^\+[1-9]\d{1,14}$/.test(text(value)) ? undefined : 'must be an E.164 number'),
  },
}

/** N1–N3: the numbers that are assigned to trunks; unassigned ones exist in the Numbers API alone. */
export const phoneNumberRoutes: ServiceModule = (context) => {
  const { projectId } = context
  const app = new Hono()
  app.get('/phoneNumbers', (c) => {
    const trunkId = c.req.query('sipTrunkId')
    const selection = trunkId ? { project: projectId, parent: trunkId } : { project: projectId }
    const render = (number: StoredObject) => renderNumber(context, number, 'read')
    return answerPage(c, context, 'phoneNumbers', 'phoneNumbers', selection, render, sortable.phoneNumbers)
  })
  app.get('/phoneNumbers/:phoneNumber', (c) => {
    const phoneNumber = c.req.param('phoneNumber')
    const number = context.store.byNatural('phoneNumbers', phoneNumber)
    if (number?.project !== projectId) throw notFound('Phone Number', phoneNumber)
    return c.json(renderNumber(context, number, 'read'))
  })
  app.post('/phoneNumbers', async (c) => {
    const body = await readObject(c)
    checkFields(body, rules)
    const phoneNumber = text(body.phoneNumber)
    const trunkId = text(body.sipTrunkId)
    const status = context.dialect.createStatus === 'swapped' ? 200 : 201
    if (trunkId === '') {
      const number = context.store.byNatural('phoneNumbers', phoneNumber)
      if (number?.project !== projectId) throw notFound('Phone Number', phoneNumber)
      unassignNumber(context, phoneNumber)
      setVoiceTrunk(context, phoneNumber, '')
      return c.json({ ...renderNumber(context, number, 'written'), sipTrunkId: '' }, status)
    }
    requireTrunk(context, trunkId)
    if (context.store.byNatural('phoneNumbers', phoneNumber)) {
      throw badRequest(`Phone Number '${phoneNumber}' already exists`)
    }
    // The vendor answers 201 even for a number that the project does not own.
    const number = assignNumber(context, phoneNumber, trunkId)
    setVoiceTrunk(context, phoneNumber, trunkId)
    return c.json(renderNumber(context, number, 'written'), status)
  })
  return app
}

/** Puts a number on a trunk, moving it when it is on another. */
export function assignNumber(context: ServiceContext, phoneNumber: string, trunkId: string): StoredObject {
  unassignNumber(context, phoneNumber)
  const id = context.newId()
  const { projectId: project, ...times } = created(context)
  const countryCode = countryOfNumber(phoneNumber)
  const fields = { phoneNumber, countryCode, ...times }
  context.store.insert({
    collection: 'phoneNumbers',
    id,
    project,
    parent: trunkId,
    natural: phoneNumber,
    fields,
  })
  const number = context.store.get('phoneNumbers', id)
  if (!number) throw notFound('Phone Number', phoneNumber)
  return number
}

/** Takes a number off its trunk, when it is on one. */
export function unassignNumber(context: ServiceContext, phoneNumber: string): void {
  const number = context.store.byNatural('phoneNumbers', phoneNumber)
  if (number) context.store.remove(number)
}

function renderNumber(context: ServiceContext, number: StoredObject, reply: Reply): Fields {
  return { id: number.id, sipTrunkId: number.parent, ...rendered(context, number.fields, reply) }
}
