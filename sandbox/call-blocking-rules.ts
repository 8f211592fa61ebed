import { Hono, type Context } from 'hono'
import { checkFields, readObject, text, type FieldRule } from './body'
import type { ServiceContext, ServiceModule } from './context'
import { created, rendered, replaced, requireObject, type Reply } from './objects'
import { answerPage } from './paging'
import { readSort, sortable, sorted } from './sorting'
import type { Fields, StoredObject } from './store'

const country = (value: unknown): string | undefined =>
  /^([A-Za-z]{2})?$/.test(text(value)) ? undefined : 'must be a two letter country code'
const prefix = (value: unknown): string | undefined =>
  /^\+?\d*$/.test(text(value)) ? undefined : 'must contain only digits'
const rules: Record<string, FieldRule> = {
  name: { type: 'string' },
  direction: {
    type: 'string',
    required: true,
    check: (value) =>
      ['INBOUND', 'OUTBOUND'].includes(text(value).toUpperCase())
        ? undefined
        : 'must be one of INBOUND, OUTBOUND',
  },
  callerCountry: { type: 'string', check: country },
  calleeCountry: { type: 'string', check: country },
  callerMatch: { type: 'string', check: prefix },
  calleeMatch: { type: 'string', check: prefix },
}
const writable = Object.keys(rules)

/** B1–B4: the call blocking rules of the project; the vendor has no operation that reads one. */
export const callBlockingRuleRoutes: ServiceModule = (context) => {
  const { store, projectId } = context
  const app = new Hono()
  const read = (c: Context): StoredObject => requireRule(context, c.req.param('ruleId') ?? '')
  app.get('/callBlockingRules', (c) => {
    const selection = { project: projectId }
    const render = (rule: StoredObject) => renderRule(context, rule, 'read')
    const key = 'callBlockingRules'
    if (context.dialect.callBlockingRules === 'array') {
      return c.json(sorted(store.list(key, selection), readSort(c, sortable[key])).map(render))
    }
    return answerPage(c, context, key, key, selection, render, sortable[key])
  })
  app.post('/callBlockingRules', async (c) => {
    const body = await readObject(c)
    checkFields(body, rules)
    const sent = Object.fromEntries(writable.map((name) => [name, body[name] ?? null]))
    const id = context.newId()
    store.insert({
      collection: 'callBlockingRules',
      id,
      project: projectId,
      fields: { ...sent, ...created(context) },
    })
    const status = context.dialect.createStatus === 'swapped' ? 201 : 200
    return c.json(renderRule(context, requireRule(context, id), 'written'), status)
  })
  app.put('/callBlockingRules/:ruleId', async (c) => {
    const rule = read(c)
    const body = await readObject(c)
    checkFields(body, rules)
    store.save({ ...rule, fields: replaced(context, rule, body, writable) })
    return c.json(renderRule(context, read(c), 'written'))
  })
  app.delete('/callBlockingRules/:ruleId', (c) => {
    store.remove(read(c))
    return c.body(null, context.dialect.deleteStatus)
  })
  return app
}

function requireRule(context: ServiceContext, id: string): StoredObject {
  return requireObject(context, 'callBlockingRules', 'Call blocking rule', id)
}

function renderRule(context: ServiceContext, rule: StoredObject, reply: Reply): Fields {
  const direction = text(rule.fields.direction)
  const shown = context.dialect.directionCase === 'lower' ? direction.toLowerCase() : direction.toUpperCase()
  return { id: rule.id, ...rendered(context, rule.fields, reply), direction: shown }
}
