import { Hono, type Context } from 'hono'
import { checkFields, notBlank, readObject, text, type FieldRule } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { passwordDigest, refusePassword } from './credentials'
import { badRequest, unreadable } from './errors'
import { created, rendered, replaced, requireObject, type Reply } from './objects'
import { answerPage } from './paging'
import { isRecord, type Fields, type StoredObject } from './store'
import { answerTrunks } from './trunks'

const rules: Record<string, FieldRule> = { name: { type: 'string', required: true, check: notBlank } }
const createRules: Record<string, FieldRule> = { ...rules, credentials: { type: 'array', required: true } }
const credentialRules: Record<string, FieldRule> = {
  username: { type: 'string', required: true, check: notBlank },
  password: { type: 'string', required: true },
}

/** C1–C6: the credential lists of the project. */
export const credentialListRoutes: ServiceModule = (context) => {
  const { store, projectId } = context
  const app = new Hono()
  const read = (c: Context): StoredObject =>
    requireCredentialList(context, c.req.param('credentialListId') ?? '')
  app.post('/credentialLists', async (c) => {
    const body = await readObject(c)
    checkFields(body, createRules)
    const credentials = readCredentials(context, body.credentials)
    const id = context.newId()
    store.transaction(() => {
      const fields = { name: body.name, ...created(context) }
      store.insert({ collection: 'credentialLists', id, project: projectId, fields })
      credentials.forEach((credential) => storeCredential(context, id, credential))
    })
    const list = requireCredentialList(context, id)
    const status = context.dialect.createStatus === 'swapped' ? 201 : 200
    return c.json(renderCredentialList(context, list, 'written'), status)
  })
  app.get('/credentialLists', (c) =>
    answerPage(c, context, 'credentialLists', 'credentialLists', { project: projectId }, (list) =>
      renderCredentialList(context, list, 'read'),
    ),
  )
  const path = '/credentialLists/:credentialListId'
  app.get(path, (c) => c.json(renderCredentialList(context, read(c), 'read')))
  app.put(path, async (c) => {
    const list = read(c)
    const body = await readObject(c)
    checkFields(body, rules)
    store.save({ ...list, fields: replaced(context, list, body, Object.keys(rules)) })
    return c.json(renderCredentialList(context, read(c), 'written'))
  })
  app.delete(path, (c) => {
    const list = read(c)
    const refusal = (parent: string): Error =>
      badRequest(`Credential List cannot be deleted while attached to a ${parent}`)
    if (store.linkedTrunks('credentialLists', list.id).length > 0) throw refusal('SIP Trunk')
    const credentials = store.list('credentials', { project: projectId, parent: list.id })
    if (credentials.some((one) => isUsedByEndpoint(context, one))) throw refusal('SIP Endpoint')
    store.transaction(() => {
      credentials.forEach((one) => store.remove(one))
      store.remove(list)
    })
    return c.body(null, context.dialect.deleteStatus)
  })
  app.get(`${path}/trunks`, (c) =>
    answerTrunks(c, context, store.linkedTrunks('credentialLists', read(c).id)),
  )
  return app
}

/** The credential list of this project with that id, or the vendor's 404. */
export function requireCredentialList(context: ServiceContext, id: string): StoredObject {
  return requireObject(context, 'credentialLists', 'Credential List', id)
}

/** A list as the service shows it: user names, never passwords. */
export function renderCredentialList(context: ServiceContext, list: StoredObject, reply: Reply): Fields {
  if (context.dialect.credentialListReply === 'without-credentials') {
    return { id: list.id, name: list.fields.name }
  }
  const credentials = context.store.list('credentials', { project: context.projectId, parent: list.id })
  return {
    id: list.id,
    ...rendered(context, list.fields, reply),
    credentials: credentials.map(({ id, fields }) => ({ id, username: fields.username })),
  }
}

/** Whether a registered endpoint of the project signs in with this credential. */
export function isUsedByEndpoint(context: ServiceContext, credential: StoredObject): boolean {
  const row = context.database
    .prepare<string[], { n: number }>(
      `select count(*) as n from objects where collection = 'endpoints' and project = ? and json_extract(fields, '$.credentialUsername') = ?`,
    )
    .get(context.projectId, text(credential.fields.username))
  return (row?.n ?? 0) > 0
}

/** Adds a credential to a list; its password is kept as the digest SIP servers keep. */
export function storeCredential(context: ServiceContext, listId: string, credential: Fields): void {
  const username = text(credential.username)
  context.store.insert({
    collection: 'credentials',
    id: context.newId(),
    project: context.projectId,
    parent: listId,
    natural: username,
    fields: { username, digest: passwordDigest(username, text(credential.password)) },
  })
}

function readCredentials(context: ServiceContext, value: unknown): Fields[] {
  if (!Array.isArray(value)) throw unreadable()
  const names = new Set<string>()
  return value.map((credential: unknown) => {
    if (!isRecord(credential)) throw unreadable()
    checkFields(credential, credentialRules)
    const username = text(credential.username)
    refusePassword(text(credential.password))
    if (names.has(username) || context.store.byNatural('credentials', username)) {
      throw badRequest('The provided username is unavailable')
    }
    names.add(username)
    return credential
  })
}
