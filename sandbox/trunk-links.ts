import { Hono, type Context } from 'hono'
import { idList, readJson, readObject } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { renderCredentialList, requireCredentialList } from './credential-lists'
import { requireAccessControlList } from './access-control-lists'
import { badRequest, notFound } from './errors'
import { pageMeta, readPage, slicePage } from './paging'
import { readSort, sortable, sorted } from './sorting'
import { isRecord, type LinkKind } from './store'
import { requireTrunk } from './trunks'

interface LinkForm {
  readonly kind: LinkKind
  readonly idsKey: string
  readonly one: string
  readonly require: (context: ServiceContext, id: string) => unknown
}

const accessControlListLinks: LinkForm = {
  kind: 'accessControlLists',
  idsKey: 'accessControlListIds',
  one: 'Access control list',
  require: requireAccessControlList,
}
const credentialListLinks: LinkForm = {
  kind: 'credentialLists',
  idsKey: 'credentialListIds',
  one: 'Credential list',
  require: requireCredentialList,
}

/** T6–T8 and T10–T13: what is linked to a trunk. */
export const trunkLinkRoutes: ServiceModule = (context) => {
  const app = new Hono()
  for (const form of [accessControlListLinks, credentialListLinks]) {
    app.post(`/trunks/:trunkId/${form.kind}`, async (c) => {
      const trunk = requireTrunk(context, c.req.param('trunkId'))
      const ids = idList((await readObject(c))[form.idsKey])
      append(context, form, trunk.id, ids)
      return c.json(ids.length === 0 && form.kind === 'accessControlLists' ? {} : { [form.idsKey]: ids })
    })
    app.delete(`/trunks/:trunkId/${form.kind}/:linkedId`, (c) => {
      const trunk = requireTrunk(context, c.req.param('trunkId'))
      const id = c.req.param('linkedId')
      if (!context.store.unlink(form.kind, trunk.id, id)) throw notFound(form.one, id)
      return c.body(null, context.dialect.deleteStatus)
    })
  }
  app.get('/trunks/:trunkId/accessControlLists', (c) => answerIds(c, context, accessControlListLinks))
  app.get('/trunks/:trunkId/credentialLists', (c) => {
    if (context.dialect.trunkCredentialLists === 'ids') return answerIds(c, context, credentialListLinks)
    const { ids, request, total } = linkedPage(c, context, 'credentialLists')
    const credentialLists = ids.map((id) =>
      renderCredentialList(context, requireCredentialList(context, id), 'read'),
    )
    return c.json({ credentialLists, ...pageMeta(context.dialect, request, total) })
  })
  app.put('/trunks/:trunkId/credentialLists', async (c) => {
    const trunk = requireTrunk(context, c.req.param('trunkId'))
    const body = await readJson(c)
    const ids = [...new Set(idList(isRecord(body) ? body.credentialListIds : body))]
    context.store.transaction(() => {
      for (const id of context.store.linkedTargets('credentialLists', trunk.id)) {
        context.store.unlink('credentialLists', trunk.id, id)
      }
      append(context, credentialListLinks, trunk.id, ids)
    })
    return c.json({ credentialListIds: ids })
  })
  return app
}

function append(context: ServiceContext, form: LinkForm, trunkId: string, ids: readonly string[]): void {
  const linked = new Set(context.store.linkedTargets(form.kind, trunkId))
  for (const id of ids) {
    form.require(context, id)
    if (linked.has(id)) throw badRequest(`${form.one} with id '${id}' is already added to trunk '${trunkId}'`)
    linked.add(id)
  }
  context.store.transaction(() => ids.forEach((id) => context.store.link(form.kind, trunkId, id)))
}

function linkedPage(c: Context, context: ServiceContext, kind: LinkKind) {
  const trunk = requireTrunk(context, c.req.param('trunkId') ?? '')
  const request = readPage(c)
  const all = inOrder(c, context, kind, context.store.linkedTargets(kind, trunk.id))
  return { ids: slicePage(all, request), request, total: all.length }
}

/** Of the two links only the list of credential lists can be sorted. */
function inOrder(
  c: Context,
  context: ServiceContext,
  kind: LinkKind,
  ids: readonly string[],
): readonly string[] {
  if (kind !== 'credentialLists') return ids
  const order = readSort(c, sortable.credentialLists)
  const lists = ids.map((id) => requireCredentialList(context, id))
  return sorted(lists, order).map(({ id }) => id)
}

function answerIds(c: Context, context: ServiceContext, form: LinkForm): Response {
  const { ids, request, total } = linkedPage(c, context, form.kind)
  return c.json({ [form.idsKey]: ids, ...pageMeta(context.dialect, request, total) })
}
