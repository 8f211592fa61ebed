import type { Database } from 'better-sqlite3'
import { prepared, readSetting, writeSetting } from '../database'

const setting = 'callHorizonDays'
const dayMs = 24 * 60 * 60 * 1000

/** How many days back the service knows its calls; null, the default, is for ever. */
export function readHorizon(database: Database): number | null {
  const days = readSetting(database, setting)
  return days === undefined ? null : Number(days)
}

/** Lets the service forget calls that are older than so many days; they stay stored, and null brings them back. */
export function setHorizon(database: Database, days: number | null): void {
  if (days === null) prepared(database, 'delete from settings where name = ?').run(setting)
  else writeSetting(database, setting, String(days))
}

/** The earliest beginning of a call that the service still answers, in milliseconds since the epoch. */
export function oldestShown(database: Database, now: number): number {
  const days = readHorizon(database)
  return days === null ? 0 : now - days * dayMs
}
