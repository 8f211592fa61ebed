import { Hono, type Context } from 'hono'
import { between, checkFields, notBlank, readObject, text, type FieldRule } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { noRanges, renderAccessControlList, requireAccessControlList } from './access-control-lists'
import { badRequest, notFound, unreadable } from './errors'
import { created, rendered, replaced, requireObject, type Reply } from './objects'
import { answerPage } from './paging'
import { isRecord, type Fields, type StoredObject } from './store'

const rules: Record<string, FieldRule> = {
  description: { type: 'string' },
  ipAddress: {
    type: 'string',
    required: true,
    check: (value) => notBlank(value) ?? (isIpv4(text(value)) ? undefined : 'must be an IPv4 address'),
  },
  range: { type: 'integer', check: between(1, 32) },
}

/** A7–A10: the IP ranges of an access control list. */
export const ipRangeRoutes: ServiceModule = (context) => {
  const { store, projectId } = context
  const app = new Hono()
  const path = '/accessControlLists/:accessControlListId/ipRanges'
  const list = (c: Context): StoredObject =>
    requireAccessControlList(context, c.req.param('accessControlListId') ?? '')
  const read = (c: Context): StoredObject => {
    const id = c.req.param('ipRangeId') ?? ''
    const range = requireObject(context, 'ipRanges', 'IP Range', id)
    if (range.parent !== list(c).id) throw notFound('IP Range', id)
    return range
  }
  app.get(path, (c) =>
    answerPage(c, context, 'ipRanges', 'ipRanges', { project: projectId, parent: list(c).id }, (range) =>
      renderRange(context, range, 'read'),
    ),
  )
  app.post(path, async (c) => {
    const id = storeRange(context, list(c).id, readRange(await readObject(c)))
    const range = requireObject(context, 'ipRanges', 'IP Range', id)
    return c.json(
      renderRange(context, range, 'written'),
      context.dialect.createStatus === 'swapped' ? 201 : 200,
    )
  })
  app.put(`${path}/:ipRangeId`, async (c) => {
    const range = read(c)
    const body = await readObject(c)
    const known = readRange(body)
    const fields = replaced(context, range, { ...body, range: known.range }, Object.keys(rules))
    store.save({ ...range, fields })
    if (context.dialect.ipRangePutReply === 'accessControlList') {
      return c.json(renderAccessControlList(context, list(c), 'written'))
    }
    return c.json(renderRange(context, read(c), 'written'))
  })
  app.delete(`${path}/:ipRangeId`, (c) => {
    const range = read(c)
    if (store.count('ipRanges', { project: projectId, parent: range.parent }) === 1)
      throw badRequest(noRanges)
    store.remove(range)
    return c.body(null, context.dialect.deleteStatus)
  })
  return app
}

/** One range as it stands in a body; a CIDR string in its place is unreadable to the service. */
export function readRange(value: unknown): Fields {
  if (!isRecord(value)) throw unreadable()
  checkFields(value, rules)
  return { description: value.description ?? null, ipAddress: value.ipAddress, range: value.range ?? 32 }
}

/** Adds a range to a list and gives its id. */
export function storeRange(context: ServiceContext, aclId: string, range: Fields): string {
  const id = context.newId()
  const fields = { ...range, accessControlListId: aclId, ...created(context) }
  context.store.insert({ collection: 'ipRanges', id, project: context.projectId, parent: aclId, fields })
  return id
}

/** A range as the service shows it. */
export function renderRange(context: ServiceContext, range: StoredObject, reply: Reply): Fields {
  return { id: range.id, ...rendered(context, range.fields, reply) }
}

function isIpv4(value: string): boolean {
  const parts = value.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}
