import { Hono, type Context } from 'hono'
import { checkFields, invalidFields, notBlank, readObject, text, type FieldRule } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { badRequest } from './errors'
import { created, rendered, replaced, requireObject, type Reply } from './objects'
import { answerPage, pageMeta, readPage } from './paging'
import type { Fields, StoredObject } from './store'

const rules: Record<string, FieldRule> = {
  name: { type: 'string', required: true, check: notBlank },
  hostName: {
    type: 'string',
    required: true,
    check: (value) =>
      /^[A-Za-z0-9-]+$/.test(text(value)) ? undefined : 'must contain only letters, digits and hyphens',
  },
  enableCallerName: { type: 'boolean' },
  callForwardNumber: {
    type: 'string',
    check: (value) => (/^(\+[1-9]\d{1,14})?$/.test(text(value)) ? undefined : 'must be an E.164 number'),
  },
  enableCallForward: { type: 'boolean' },
}
const writable = Object.keys(rules)

/** T1–T5: the trunks of the project. */
export const trunkRoutes: ServiceModule = (context) => {
  const { store } = context
  const app = new Hono()
  app.post('/trunks', async (c) => {
    const body = await readTrunk(c)
    const fields = {
      name: body.name,
      hostName: body.hostName,
      domainLabel: body.hostName,
      callsPerSecond: 1,
      enableCallerName: body.enableCallerName ?? false,
      callForwardNumber: body.callForwardNumber ?? '',
      enableCallForward: body.enableCallForward ?? false,
      ...created(context),
    }
    claimHostName(context, text(body.hostName))
    const id = context.newId()
    const natural = text(body.hostName).toLowerCase()
    store.insert({ collection: 'trunks', id, project: context.projectId, natural, fields })
    const { id: shown, ...rest } = renderTrunk(context, requireTrunk(context, id), 'written')
    const key = context.dialect.trunkCreateId
    return c.json({ [key]: shown, ...rest }, context.dialect.createStatus === 'swapped' ? 200 : 201)
  })
  app.get('/trunks', (c) => {
    const key = context.dialect.trunkListKey
    const domain = c.req.query('domain')
    if (domain) return listByDomain(c, context, domain)
    const selection = { project: context.projectId }
    return answerPage(c, context, key, 'trunks', selection, (trunk) => renderTrunk(context, trunk, 'read'))
  })
  app.get('/trunks/:trunkId', (c) =>
    c.json(renderTrunk(context, requireTrunk(context, c.req.param('trunkId')), 'read')),
  )
  app.put('/trunks/:trunkId', async (c) => {
    const body = await readTrunk(c)
    const trunk = requireTrunk(context, c.req.param('trunkId'))
    const hostName = text(body.hostName)
    claimHostName(context, hostName, trunk.id)
    const fields = replaced(context, trunk, body, writable)
    if (context.dialect.hostNameChange === 'moves-domain') fields.domainLabel = hostName
    store.save({ ...trunk, natural: hostName.toLowerCase(), fields })
    return c.json(renderTrunk(context, requireTrunk(context, trunk.id), 'written'))
  })
  app.delete('/trunks/:trunkId', (c) => {
    const trunk = requireTrunk(context, c.req.param('trunkId'))
    refuseWhileInUse(context, trunk.id)
    store.remove(trunk)
    return c.body(null, context.dialect.deleteStatus)
  })
  return app
}

/** The trunk of this project with that id, or the vendor's 404. */
export function requireTrunk(context: ServiceContext, id: string): StoredObject {
  return requireObject(context, 'trunks', 'SIP Trunk', id)
}

/** A trunk as the service shows it, its domain worked out from the host name it was given. */
export function renderTrunk(context: ServiceContext, trunk: StoredObject, reply: Reply): Fields {
  const { domainLabel, ...fields } = trunk.fields
  const topLevelDomain = context.dialect.topLevelDomain
  const domain = `${text(domainLabel)}.${topLevelDomain.replace(/^\./, '')}`
  return { id: trunk.id, topLevelDomain, domain, ...rendered(context, fields, reply) }
}

/** Trunks by id, as the lists of an access control list or a credential list show them. */
export function answerTrunks(c: Context, context: ServiceContext, ids: readonly string[]): Response {
  const request = readPage(c)
  const start = (request.page - 1) * request.size
  const shown = ids.slice(start, start + request.size)
  const trunks = shown.map((id) => renderTrunk(context, requireTrunk(context, id), 'read'))
  const key = context.dialect.trunkListKey
  return c.json({ [key]: trunks, ...pageMeta(context.dialect, request, ids.length) })
}

function listByDomain(c: Context, context: ServiceContext, domain: string): Response {
  const request = readPage(c)
  const wanted = domain.toLowerCase()
  const found = context.store.byNatural('trunks', wanted.split('.')[0] ?? '')
  const trunks =
    found?.project === context.projectId && request.page === 1 ? [renderTrunk(context, found, 'read')] : []
  const matching = trunks.filter((trunk) => text(trunk.domain).toLowerCase() === wanted)
  return c.json({
    [context.dialect.trunkListKey]: matching,
    ...pageMeta(context.dialect, request, matching.length),
  })
}

async function readTrunk(c: Context): Promise<Fields> {
  const body = await readObject(c)
  checkFields(body, rules)
  if (body.enableCallForward === true && text(body.callForwardNumber) === '') {
    throw invalidFields({ callForwardNumber: 'must be given when call forwarding is enabled' })
  }
  return body
}

function claimHostName(context: ServiceContext, hostName: string, owner?: string): void {
  const taken = context.store.byNatural('trunks', hostName.toLowerCase())
  if (taken && taken.id !== owner) throw badRequest('The provided domain name is unavailable')
}

function refuseWhileInUse(context: ServiceContext, id: string): void {
  const { store, projectId } = context
  if (store.count('phoneNumbers', { project: projectId, parent: id }) > 0) {
    throw badRequest(`Cannot delete SIP Trunk '${id}' when there are phone numbers assigned`)
  }
  const attached = (child: string): Error =>
    badRequest(`SIP Trunk cannot be deleted while there are one or more ${child}s attached`)
  if (store.count('endpoints', { project: projectId, parent: id }) > 0) throw attached('SIP Endpoint')
  if (store.linkedTargets('accessControlLists', id).length > 0) throw attached('Access Control List')
  if (store.linkedTargets('credentialLists', id).length > 0) throw attached('Credential List')
}
