import type { CallTable } from '@/lib/database/archive-schema'
import type { ArchivedCall, CallTotals } from '@/lib/rules/call-history'
import type { Archive } from './archive'
import { archivedCall, wordIdsOf } from './call-row'
import { countCalls } from './count'
import { readCoverage, readSearchCoverage } from './coverage'
import { findCall } from './find-call'
import { removeOldCalls, removeProject } from './retention'
import { searchCalls, type CallSearchRequest } from './search'
import { readSync, recordWindows, setKeepDays, setProblem } from './sync-store'
import { totalCalls, type TotalsRequest } from './totals'
import { writeCalls } from './write-calls'

/** A call with its place in the order. */
export interface PlacedCall {
  id: number
  call: ArchivedCall
}

/** Everything the archive is asked. Each takes and gives what can be sent between threads. */
export const operations = {
  async search(
    archive: Archive,
    request: CallSearchRequest,
  ): Promise<{ calls: PlacedCall[]; hasMore: boolean; reached: number }> {
    const { rows, ...end } = await searchCalls(archive, request)
    return { calls: await placed(archive, rows), ...end }
  },
  count: countCalls,
  totals: (archive: Archive, request: TotalsRequest): Promise<Omit<CallTotals, 'trunkNames' | 'tookMs'>> =>
    totalCalls(archive, request),
  async find(
    archive: Archive,
    request: { projectId: string; callId: string },
  ): Promise<{ call: ArchivedCall; legs: ArchivedCall[] } | null> {
    const found = await findCall(archive, request)
    if (!found) return null
    const [call, ...legs] = await placed(archive, [found.call, ...found.legs])
    return call ? { call: call.call, legs: legs.map((leg) => leg.call) } : null
  },
  projectIds: async ({ db }: Archive): Promise<string[]> => {
    const rows = await db.selectFrom('callWords').select('word').where('kind', '=', 'project').execute()
    return rows.map(({ word }) => word)
  },
  coverage: readCoverage,
  searchCoverage: readSearchCoverage,
  sync: readSync,
  write: writeCalls,
  recordWindows,
  setProblem,
  setKeepDays,
  removeOldCalls,
  removeProject,
}

/** The name of something the archive is asked. */
export type OperationName = keyof typeof operations

/** What is given to an operation. */
export type OperationInput<Name extends OperationName> = Parameters<(typeof operations)[Name]>[1]

/** What an operation answers. */
export type OperationOutput<Name extends OperationName> = Awaited<ReturnType<(typeof operations)[Name]>>

async function placed({ db, words }: Archive, rows: readonly CallTable[]): Promise<PlacedCall[]> {
  await words.know(db, new Set(rows.flatMap(wordIdsOf)))
  return rows.map((row) => ({ id: row.id, call: archivedCall(row, words) }))
}
