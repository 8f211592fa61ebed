import { Hono, type Context } from 'hono'
import { readObject, readJson } from './body'
import { callControls } from './calls/control'
import { changeObject, dropObject, isCollection } from './control-objects'
import { defaultDialect, dialectValues, flippedDialect, type Dialect } from './dialect'
import { effectiveTrunk, shownChange } from './effective-trunk'
import { EstFailure } from './errors'
import { faultKinds, type FaultRule } from './faults'
import { resetSandbox, seedDemonstration, seedMany } from './seed'
import type { SandboxState } from './server'
import { isRecord, type Fields } from './store'

interface Peer {
  readonly Bindings: { readonly peer?: string }
}

/** The control interface below `/__sandbox`: for tests and demonstrations, never for a browser. */
export function controlRoutes(state: SandboxState): Hono<Peer> {
  const app = new Hono<Peer>().basePath('/__sandbox')
  const { context, faults, log, clock, limits, tokens, propagation, traffic } = state
  app.onError((error, c) => c.json({ error: error.message }, error instanceof EstFailure ? error.code : 400))
  app.notFound((c) => c.json({ error: 'There is no such control.' }, 404))
  app.use('*', async (c, next) => {
    const refusal = refuse(c.env.peer, c)
    return refusal ? c.json({ error: refusal }, 403) : next()
  })
  app.post('/reset', async (c) => {
    const { seed } = await optionalObject(c)
    resetSandbox(context)
    state.context.dialect = state.initialDialect
    faults.clear()
    log.clear()
    limits.reset()
    clock.reset()
    propagation.delayMs = 0
    traffic.reset()
    if (seed === true || typeof seed === 'number') {
      await seedDemonstration(context, seed === true ? undefined : seed)
    }
    return c.json({})
  })
  app.post('/seed', async (c) => {
    const body = await optionalObject(c)
    if (Object.keys(body).length === 0) return c.json(await seedDemonstration(context))
    return c.json(await seedMany(context, readCounts(body)))
  })
  app.get('/faults', (c) => c.json({ faults: faults.list() }))
  app.post('/faults', async (c) => {
    const body = await readJson(c)
    const rules = isRecord(body) && Array.isArray(body.faults) ? body.faults : body
    return c.json({ faults: faults.add((Array.isArray(rules) ? rules : [rules]).map(readRule)) })
  })
  app.delete('/faults', (c) => {
    faults.clear()
    return c.json({})
  })
  app.get('/requests', (c) => c.json({ requests: log.list(Number(c.req.query('since') ?? '0')) }))
  app.delete('/requests', (c) => {
    log.clear()
    return c.json({})
  })
  app.post('/clock', async (c) => {
    clock.change(readClock(await readObject(c)))
    traffic.follow()
    return c.json({ now: new Date(clock.now()).toISOString() })
  })
  app.get('/dialect', (c) => c.json(context.dialect))
  app.put('/dialect', async (c) => {
    const { preset, ...switches } = await readObject(c)
    const base =
      preset === 'flipped' ? flippedDialect : preset === 'default' ? defaultDialect : state.initialDialect
    state.context.dialect = { ...base, ...readSwitches(switches) }
    return c.json(context.dialect)
  })
  app.put('/limits', async (c) => {
    const body = await readObject(c)
    limits.set({ ...readBucket(body, 'auth'), ...readBucket(body, 'est') })
    return c.json({})
  })
  const propagating = () => ({
    delayMs: propagation.delayMs,
    pending: propagation.pending().map(shownChange),
  })
  app.get('/propagation', (c) => c.json(propagating()))
  app.put('/propagation', async (c) => {
    propagation.delayMs = readDelay(await readObject(c))
    return c.json(propagating())
  })
  app.get('/effective/trunks/:id', (c) => {
    const { id } = c.req.param()
    const effective = effectiveTrunk(context, propagation, id)
    return effective ? c.json(effective) : c.json({ error: `There is no trunk ${id}.` }, 404)
  })
  app.put('/objects/:collection/:id', async (c) => {
    const { collection, id } = c.req.param()
    if (!isCollection(collection)) return c.json({ error: `There is no collection ${collection}.` }, 404)
    const changed = changeObject(context, collection, id, await readObject(c))
    return changed ? c.json(changed) : c.json({ error: `There is no ${collection}/${id}.` }, 404)
  })
  app.delete('/objects/:collection/:id', (c) => {
    const { collection, id } = c.req.param()
    if (!isCollection(collection)) return c.json({ error: `There is no collection ${collection}.` }, 404)
    const gone = dropObject(context, collection, id)
    return gone ? c.json({}) : c.json({ error: `There is no ${collection}/${id}.` }, 404)
  })
  app.route('/calls', callControls(state))
  app.post('/tokens/revoke', async (c) => {
    const { token } = await optionalObject(c)
    tokens.revoke(typeof token === 'string' ? token : undefined)
    return c.json({})
  })
  return app
}

/** A page in a browser must not reach this, not even through a name that resolves to this machine. */
function refuse(peer: string | undefined, c: Context): string | undefined {
  if (!/^(127\.|::1$|::ffff:127\.)/.test(peer ?? '')) return 'Only this machine may control the sandbox.'
  if (c.req.header('origin') !== undefined) return 'A browser may not control the sandbox.'
  const { hostname } = new URL(c.req.url)
  if (/^(127\.[\d.]+|localhost|\[::1\])$/.test(hostname)) return undefined
  return 'Control the sandbox under its loopback address.'
}

async function optionalObject(c: Context): Promise<Fields> {
  const text = await c.req.text()
  const body: unknown = text === '' ? {} : JSON.parse(text)
  if (!isRecord(body)) throw new Error('Send a JSON object.')
  return body
}

function readCounts(body: Fields): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of ['trunks', 'numbers', 'accessControlLists', 'calls']) {
    const value = body[name] ?? 0
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
      throw new Error(`${name} is a whole number.`)
    }
    counts[name] = value
  }
  return counts
}

function isRule(value: unknown): value is FaultRule {
  if (!isRecord(value) || !isRecord(value.fault)) return false
  const { kind } = value.fault
  const counted = [value.nth, value.count].every((one) => one === undefined || Number.isInteger(one))
  const named = [value.method, value.path].every((one) => one === undefined || typeof one === 'string')
  return counted && named && faultKinds.some((known) => known === kind)
}

function readRule(value: unknown): FaultRule {
  if (isRule(value)) return value
  throw new Error(
    `A fault is { method?, path?, nth?, count?, fault: { kind, … } }; kinds: ${faultKinds.join(', ')}.`,
  )
}

function readClock(body: Fields) {
  const { offsetMs, now, advanceMs, frozen } = body
  if (now !== undefined && Number.isNaN(new Date(String(now)).getTime()) && typeof now !== 'number') {
    throw new Error('now is a time.')
  }
  return {
    ...(typeof offsetMs === 'number' ? { offsetMs } : {}),
    ...(typeof now === 'number' || typeof now === 'string' ? { now } : {}),
    ...(typeof advanceMs === 'number' ? { advanceMs } : {}),
    ...(typeof frozen === 'boolean' ? { frozen } : {}),
  }
}

function readDelay({ delayMs }: Fields): number {
  if (typeof delayMs === 'number' && Number.isInteger(delayMs) && delayMs >= 0) return delayMs
  throw new Error('delayMs is a whole number of milliseconds; 60000 is what the vendor asks for, 0 is none.')
}

function readSwitches(switches: Fields): Partial<Dialect> {
  for (const [name, value] of Object.entries(switches)) {
    const values: readonly unknown[] | undefined = Object.entries(dialectValues).find(
      ([one]) => one === name,
    )?.[1]
    if (!values) throw new Error(`There is no switch ${name}.`)
    if (!values.includes(value)) throw new Error(`${name} is one of ${JSON.stringify(values)}.`)
  }
  return switches
}

function readBucket(body: Fields, name: 'auth' | 'est') {
  const value = body[name]
  if (value === undefined) return {}
  if (value === null) return { [name]: null }
  if (!isRecord(value)) throw new Error(`${name} is { capacity, refillPerSecond } or null.`)
  const { capacity, refillPerSecond, retryAfter } = value
  if (typeof capacity !== 'number' || typeof refillPerSecond !== 'number') {
    throw new Error(`${name} is { capacity, refillPerSecond } or null.`)
  }
  return {
    [name]: { capacity, refillPerSecond, ...(typeof retryAfter === 'string' ? { retryAfter } : {}) },
  }
}
