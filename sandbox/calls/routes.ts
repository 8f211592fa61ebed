import { Hono } from 'hono'
import type { RouteModule, SandboxContext } from '../context'
import { badRequest, notFound } from '../errors'
import { pageMeta, readPage } from '../paging'
import { callTime } from '../timestamps'
import { csvOf } from './csv'
import { oldestShown } from './horizon'
import { pcapOf } from './pcap'
import { createCallTables, type CallRow } from './schema'
import { findCalls, readCallPage } from './search'

const captureDays = 10

/** H1–H3: the calls of the project, their export, and their packets. */
export const callRoutes: RouteModule = (context) => {
  createCallTables(context.database)
  const app = new Hono()
  app.get('/calls', (c) => {
    const page = readCallPage(c, context.dialect.callsMaxPageSize)
    const found = findCalls(context, c, false)
    const projectId = c.req.param('projectId') ?? ''
    return c.json({
      calls: found.page(page).map((call) => shown(context, call, projectId)),
      ...pageMeta(context.dialect, page, found.total()),
    })
  })
  app.get('/calls/export', (c) => {
    const rows = findCalls(context, c, true).page(readPage(c, 500))
    const name = (c.req.query('fileName') ?? 'EST_call_records').replace(/[^A-Za-z0-9_-]/g, '_')
    return c.body(csvOf(rows, c.req.param('projectId') ?? '', context.dialect), 200, {
      'content-type': 'application/csv',
      'content-disposition': `attachment; filename=${name}.csv`,
    })
  })
  app.get('/calls/records/:pcapId/pcap', (c) => {
    const leg = (c.req.query('direction') ?? 'OUTBOUND').toUpperCase()
    if (leg !== 'INBOUND' && leg !== 'OUTBOUND') throw badRequest('direction must be INBOUND or OUTBOUND')
    const pcapId = c.req.param('pcapId')
    const call = captured(context, c.req.param('projectId') ?? '', pcapId)
    if (!call) throw notFound('Packet capture', pcapId)
    return c.body(pcapOf(call, leg), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename=${pcapId}.pcap`,
    })
  })
  return app
}

function captured(context: SandboxContext, projectId: string, callId: string): CallRow | undefined {
  const now = context.clock.now()
  const oldest = Math.max(now - captureDays * 24 * 60 * 60 * 1000, oldestShown(context.database, now))
  const row = context.database
    .prepare(
      'select * from calls where project = ? and callId = ? and captured = 1 and createdAt >= ? limit 1',
    )
    .get(projectId, callId, oldest)
  return row as CallRow | undefined // better-sqlite3 cannot type rows
}

/** A call as the service answers it: lower-case direction and numeric amounts, whatever its documents say. */
function shown(context: SandboxContext, call: CallRow, projectId: string): Record<string, unknown> {
  const { dialect } = context
  const money = (amount: number | null) =>
    amount === null
      ? null
      : { currencyCode: 'USD', amount: dialect.moneyAmount === 'number' ? amount : amount.toFixed(4) }
  const time = (moment: number | null) => (moment === null ? null : callTime(moment, dialect))
  return {
    callId: call.callId,
    from: call.fromParty,
    to: call.toParty,
    direction: dialect.directionCase === 'lower' ? call.direction.toLowerCase() : call.direction,
    createTime: time(call.createdAt),
    answerTime: time(call.answeredAt),
    endTime: time(call.endedAt),
    durationSeconds: call.durationSeconds,
    billingDurationSeconds: call.billedSeconds,
    callResult: call.result ?? '',
    pricePerMinute: money(call.pricePerMinute),
    price: money(call.price),
    projectId,
    trunkId: call.trunkId,
    pcapId: call.captured === 1 ? call.callId : null,
  }
}
