import type { Database } from 'better-sqlite3'
import { prepared } from '../database'
import { callColumns, type CallRow } from './schema'

/** A call with its place in the order in which calls arrived. */
export interface StoredCall extends CallRow {
  readonly seq: number
}

const columns = callColumns.join(', ')
const marks = callColumns.map(() => '?').join(', ')

/** A prepared way to store calls of one project; gives the `seq` of each. */
export function callWriter(database: Database, projectId: string): (call: CallRow) => number {
  const statement = database.prepare(`insert into calls (project, ${columns}) values (?, ${marks})`)
  return (call) =>
    Number(statement.run(projectId, ...callColumns.map((column) => call[column])).lastInsertRowid)
}

/** The stored calls of a project after the one with that `seq`, in the order in which they arrived. */
export function listCalls(database: Database, projectId: string, after: number, size: number): StoredCall[] {
  // The plus keeps the planner away from the indexes by project, after which it would have to sort.
  const sql = `select seq, ${columns} from calls where +project = ? and seq > ? order by seq limit ?`
  return prepared<StoredCall>(database, sql).all(projectId, after, size)
}

/** One stored call. */
export function getCall(database: Database, projectId: string, callId: string): StoredCall | undefined {
  const sql = `select seq, ${columns} from calls where project = ? and callId = ?`
  return prepared<StoredCall>(database, sql).get(projectId, callId)
}

/** Changes fields of a call, as the vendor does when it corrects a price; gives what is stored then. */
export function amendCall(
  database: Database,
  projectId: string,
  callId: string,
  fields: Partial<CallRow>,
): StoredCall | undefined {
  const names = callColumns.filter((column) => column in fields)
  if (names.length > 0) {
    const changes = names.map((name) => `${name} = ?`).join(', ')
    const values = names.map((name) => fields[name])
    database
      .prepare(`update calls set ${changes} where project = ? and callId = ?`)
      .run(...values, projectId, callId)
  }
  return getCall(database, projectId, callId)
}

/** Takes a call away; false when there was none. */
export function removeCall(database: Database, projectId: string, callId: string): boolean {
  const sql = 'delete from calls where project = ? and callId = ?'
  return prepared(database, sql).run(projectId, callId).changes > 0
}

/** How many calls of a project are stored, those included that the service does not show any more. */
export function countCalls(database: Database, projectId: string): number {
  const sql = 'select count(*) as n from calls where project = ?'
  return prepared<{ n: number }>(database, sql).get(projectId)?.n ?? 0
}
