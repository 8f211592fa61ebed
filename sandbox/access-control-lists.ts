import { Hono, type Context } from 'hono'
import { checkFields, notBlank, readObject, type FieldRule } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { badRequest, unreadable } from './errors'
import { created, rendered, replaced, requireObject, type Reply } from './objects'
import { answerPage } from './paging'
import { readRange, renderRange, storeRange } from './ip-ranges'
import type { Fields, StoredObject } from './store'
import { answerTrunks } from './trunks'

const rules: Record<string, FieldRule> = {
  name: { type: 'string', required: true, check: notBlank },
  enabled: { type: 'boolean' },
  ipRanges: { type: 'array' },
}

/** The vendor's refusal of a list that would be left without any range. */
export const noRanges = 'Access Control Lists must contain at least one IP range'

/** A1–A6: the access control lists of the project. */
export const accessControlListRoutes: ServiceModule = (context) => {
  const { store, projectId } = context
  const app = new Hono()
  const read = (c: Context): StoredObject =>
    requireAccessControlList(context, c.req.param('accessControlListId') ?? '')
  app.get('/accessControlLists', (c) =>
    answerPage(c, context, 'accessControlLists', 'accessControlLists', { project: projectId }, (acl) =>
      renderAccessControlList(context, acl, 'read'),
    ),
  )
  app.post('/accessControlLists', async (c) => {
    const body = await readObject(c)
    checkFields(body, rules)
    // Omitting `enabled` was seen to fail, although the documents give it a default.
    if (body.enabled === undefined && context.dialect.aclEnabledOnCreate === 'required') throw unreadable()
    const ranges = readRanges(body.ipRanges)
    if (ranges.length === 0) throw badRequest(noRanges)
    const id = context.newId()
    const fields = { name: body.name, enabled: body.enabled ?? true, ...created(context) }
    store.transaction(() => {
      store.insert({ collection: 'accessControlLists', id, project: projectId, fields })
      ranges.forEach((range) => storeRange(context, id, range))
    })
    const acl = requireAccessControlList(context, id)
    const status = context.dialect.createStatus === 'swapped' ? 201 : 200
    return c.json(renderAccessControlList(context, acl, 'written'), status)
  })
  const path = '/accessControlLists/:accessControlListId'
  app.get(path, (c) => c.json(renderAccessControlList(context, read(c), 'read')))
  app.put(path, async (c) => {
    const acl = read(c)
    const body = await readObject(c)
    checkFields(body, rules)
    const replaces = body.ipRanges !== undefined && context.dialect.aclPutRanges === 'replace'
    const ranges = body.ipRanges === undefined ? [] : readRanges(body.ipRanges)
    if (replaces && ranges.length === 0) throw badRequest(noRanges)
    store.transaction(() => {
      store.save({ ...acl, fields: replaced(context, acl, body, ['name', 'enabled']) })
      if (replaces) replaceRanges(context, acl.id, ranges)
    })
    return c.json(renderAccessControlList(context, read(c), 'written'))
  })
  app.delete(path, (c) => {
    const acl = read(c)
    if (store.linkedTrunks('accessControlLists', acl.id).length > 0) {
      throw badRequest('Access Control List cannot be deleted while attached to a SIP Trunk')
    }
    store.transaction(() => {
      store.list('ipRanges', { project: projectId, parent: acl.id }).forEach((range) => store.remove(range))
      store.remove(acl)
    })
    return c.body(null, context.dialect.deleteStatus)
  })
  app.get(`${path}/trunks`, (c) =>
    answerTrunks(c, context, store.linkedTrunks('accessControlLists', read(c).id)),
  )
  return app
}

/** The access control list of this project with that id, or the vendor's 404. */
export function requireAccessControlList(context: ServiceContext, id: string): StoredObject {
  return requireObject(context, 'accessControlLists', 'Access Control List', id)
}

/** A list as the service shows it, with its ranges and the trunks that use it. */
export function renderAccessControlList(context: ServiceContext, acl: StoredObject, reply: Reply): Fields {
  const { store, projectId } = context
  const ranges = store.list('ipRanges', { project: projectId, parent: acl.id })
  return {
    id: acl.id,
    ...rendered(context, acl.fields, reply),
    ipRanges: ranges.map((range) => renderRange(context, range, reply)),
    trunks: store.linkedTrunks('accessControlLists', acl.id),
  }
}

function readRanges(value: unknown): Fields[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw unreadable()
  return value.map(readRange)
}

function replaceRanges(context: ServiceContext, aclId: string, ranges: readonly Fields[]): void {
  const { store, projectId } = context
  store.list('ipRanges', { project: projectId, parent: aclId }).forEach((range) => store.remove(range))
  ranges.forEach((range) => storeRange(context, aclId, range))
}
