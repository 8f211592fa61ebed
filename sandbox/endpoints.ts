import { Hono, type Context } from 'hono'
import { between, checkFields, notBlank, readObject, text, type FieldRule } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { EstFailure, notFound } from './errors'
import { created, rendered, replaced, requireObject, type Reply } from './objects'
import { answerPage } from './paging'
import type { Fields, StoredObject } from './store'
import { requireTrunk } from './trunks'

const common: Record<string, FieldRule> = {
  name: { type: 'string', required: true, check: notBlank },
  priority: { type: 'integer', required: true, check: between(1, 2 ** 31 - 1) },
  transport: {
    type: 'string',
    check: (value) =>
      ['UDP', 'TCP', 'TLS'].includes(text(value)) ? undefined : 'must be one of UDP, TCP, TLS',
  },
  enabled: { type: 'boolean' },
}
const staticRules: Record<string, FieldRule> = {
  ...common,
  address: { type: 'string', required: true, check: notBlank },
  port: { type: 'integer', check: between(1, 65_535) },
}
const registeredRules: Record<string, FieldRule> = {
  ...common,
  isRegistered: { type: 'boolean', required: true },
  credentialUsername: { type: 'string', required: true, check: notBlank },
}

/** E1–E5: the SIP endpoints of a trunk. */
export const endpointRoutes: ServiceModule = (context) => {
  const { store } = context
  const app = new Hono()
  const path = '/trunks/:trunkId/endpoints'
  const list = (c: Context, trunkId: string): Response =>
    answerPage(c, context, 'endpoints', 'endpoints', { project: context.projectId, parent: trunkId }, (one) =>
      renderEndpoint(context, one, 'read'),
    )
  app.get(path, (c) => list(c, requireTrunk(context, c.req.param('trunkId')).id))
  app.post(path, async (c) => {
    const trunk = requireTrunk(context, c.req.param('trunkId'))
    const { body, writable } = await readEndpoint(c, context)
    const defaults = { transport: 'UDP', enabled: true, ...('address' in body ? { port: 5060 } : {}) }
    const sent = Object.fromEntries(writable.map((name) => [name, body[name] ?? undefined]))
    const fields = { ...defaults, ...withoutGaps(sent), sipTrunkId: trunk.id, ...created(context) }
    const id = context.newId()
    store.insert({ collection: 'endpoints', id, project: context.projectId, parent: trunk.id, fields })
    if (context.dialect.endpointCreateReply === 'list') return list(c, trunk.id)
    return c.json(
      renderEndpoint(context, requireObject(context, 'endpoints', 'SIP Endpoint', id), 'written'),
      201,
    )
  })
  app.get(`${path}/:endpointId`, (c) => c.json(renderEndpoint(context, requireEndpoint(c, context), 'read')))
  app.put(`${path}/:endpointId`, async (c) => {
    const endpoint = requireEndpoint(c, context)
    const { body, writable } = await readEndpoint(c, context)
    const stale = writable === registeredFields ? staticFields : registeredFields
    const fields = replaced(context, endpoint, body, writable)
    for (const name of stale) if (!writable.includes(name)) delete fields[name]
    store.save({ ...endpoint, fields })
    return c.json(renderEndpoint(context, requireEndpoint(c, context), 'written'))
  })
  app.delete(`${path}/:endpointId`, (c) => {
    store.remove(requireEndpoint(c, context))
    return c.body(null, context.dialect.deleteStatus)
  })
  return app
}

const staticFields: readonly string[] = Object.keys(staticRules)
const registeredFields: readonly string[] = Object.keys(registeredRules)

async function readEndpoint(c: Context, context: ServiceContext) {
  const sent = await readObject(c)
  const body: Fields = { ...sent, credentialUsername: sent.credentialUsername ?? sent.credentialUserName }
  const registered = body.isRegistered === true
  checkFields(body, registered ? registeredRules : staticRules)
  if (registered) requireUsername(context, text(body.credentialUsername))
  return { body: withoutGaps(body), writable: registered ? registeredFields : staticFields }
}

/** The vendor looks for the user name in every list of the project, not only in those of the trunk. */
function requireUsername(context: ServiceContext, username: string): void {
  const credential = context.store.byNatural('credentials', username)
  if (credential?.project === context.projectId) return
  throw new EstFailure(
    404,
    'CREDENTIAL_NOT_FOUND',
    `Credential with username '${username}' not found in project '${context.projectId}'`,
  )
}

function requireEndpoint(c: Context, context: ServiceContext): StoredObject {
  const trunk = requireTrunk(context, c.req.param('trunkId') ?? '')
  const id = c.req.param('endpointId') ?? ''
  const numbered = /^\d{1,15}$/.test(id) ? context.store.bySequence('endpoints', Number(id)) : undefined
  const endpoint = numbered ?? requireObject(context, 'endpoints', 'SIP Endpoint', id)
  if (endpoint.parent !== trunk.id) throw notFound('SIP Endpoint', id)
  return endpoint
}

function renderEndpoint(context: ServiceContext, endpoint: StoredObject, reply: Reply): Fields {
  const { endpointIds, endpointUsernameField } = context.dialect
  const { credentialUsername, ...fields } = endpoint.fields
  const username =
    'credentialUsername' in endpoint.fields ? { [endpointUsernameField]: credentialUsername } : {}
  const id = endpointIds === 'number' ? endpoint.seq : endpoint.id
  return { id, ...rendered(context, { ...fields, ...username }, reply) }
}

function withoutGaps(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
