import { Hono } from 'hono'
import { readObject } from '../body'
import { sceneOf } from '../seed-calls'
import type { SandboxState } from '../server'
import { isRecord, type Fields } from '../store'
import { readCallFields } from './call-fields'
import { exactCall } from './exact-call'
import { readHorizon, setHorizon } from './horizon'
import { liveCalls } from './live'
import { amendCall, callWriter, countCalls, getCall, listCalls, removeCall } from './stored-calls'
import type { TrafficSettings } from './traffic'

const dayMs = 24 * 60 * 60 * 1000
const mostListed = 5_000

/** The controls below `/__sandbox/calls`: traffic, what is stored, and how far back the service shows it. */
export function callControls({ context, traffic }: SandboxState): Hono {
  const app = new Hono()
  const { database, projectId } = context
  const missing = (callId: string) => ({ error: `There is no call ${callId}.` })
  app.get('/traffic', async (c) => {
    await traffic.catchUp()
    return c.json(traffic.state())
  })
  app.post('/traffic', async (c) => {
    const settings = readTraffic(await readObject(c))
    const { trunks, numbers } = sceneOf(context)
    if (trunks.length === 0 || numbers.length === 0)
      throw new Error('Calls need a trunk and a number of the project; seed some first.')
    // What the calls so far owe to a clock that was moved is theirs.
    await traffic.catchUp()
    traffic.start(settings)
    return c.json(traffic.state())
  })
  app.delete('/traffic', async (c) => {
    await traffic.drain()
    return c.json({ calls: countCalls(database, projectId) })
  })
  app.get('/horizon', (c) => c.json({ days: readHorizon(database) }))
  app.put('/horizon', async (c) => {
    const { days } = await readObject(c)
    if (days === null || (typeof days === 'number' && days > 0)) {
      setHorizon(database, days)
      return c.json({ days })
    }
    throw new Error('days is a number above zero, or null for no horizon.')
  })
  app.get('/', (c) => {
    const after = number({ after: c.req.query('after') }, 'after', 0, Number.MAX_SAFE_INTEGER, 0)
    const size = number({ size: c.req.query('size') }, 'size', 1, mostListed, mostListed)
    return c.json({ calls: listCalls(database, projectId, after, size) })
  })
  app.post('/', async (c) => {
    const { calls } = await readObject(c)
    if (!Array.isArray(calls) || !calls.every(isRecord)) throw new Error('Send { calls: [{ … }] }.')
    const given = calls.map(readCallFields)
    const scene = sceneOf(context)
    const added = context.store.transaction(() => {
      const insert = callWriter(database, projectId)
      return given.map((fields) => {
        const call = exactCall(fields, fields.callId ?? context.newId(), context.clock.now(), scene)
        if (getCall(database, projectId, call.callId)) throw new Error(`There is a call ${call.callId}.`)
        return { seq: insert(call), ...call }
      })
    })
    return c.json({ calls: added })
  })
  app.put('/:callId', async (c) => {
    const { callId } = c.req.param()
    const fields = readCallFields(await readObject(c))
    if (fields.callId !== undefined && fields.callId !== callId) throw new Error('A call keeps its callId.')
    const call = amendCall(database, projectId, callId, fields)
    return call ? c.json(call) : c.json(missing(callId), 404)
  })
  app.delete('/:callId', (c) => {
    const { callId } = c.req.param()
    return removeCall(database, projectId, callId) ? c.json({}) : c.json(missing(callId), 404)
  })
  return app
}

const trafficFields = ['perSecond', 'lateMs', 'amendMs', 'reprice', 'seed']

function readTraffic(body: Fields): TrafficSettings {
  const unknown = Object.keys(body).find((name) => !trafficFields.includes(name))
  if (unknown !== undefined) throw new Error(`Traffic has no ${unknown}; it has ${trafficFields.join(', ')}.`)
  const { seed } = body
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw new Error('seed is a whole number.')
  return {
    everyMs: 1000 / number(body, 'perSecond', 1, 500),
    straying: 0,
    lateMs: number(body, 'lateMs', 0, dayMs, 0),
    amendMs: number(body, 'amendMs', 0, dayMs, liveCalls.amendMs),
    reprice: number(body, 'reprice', 0, 1, 0),
    longestJumpMs: dayMs,
    seed: typeof seed === 'number' ? seed : undefined,
  }
}

function number(body: Fields, name: string, least: number, most: number, standard?: number): number {
  const given = body[name] ?? standard
  const value = typeof given === 'string' && given !== '' ? Number(given) : given
  if (typeof value === 'number' && value >= least && value <= most) return value
  throw new Error(`${name} is a number from ${least} to ${most}.`)
}
