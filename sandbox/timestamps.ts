import { randomInt } from 'node:crypto'
import type { Dialect } from './dialect'

/** The moment `milliseconds`, as the service stores it: nanosecond fraction, UTC, no zone. */
export function storedTime(milliseconds: number): string {
  const micro = String(randomInt(0, 1_000_000)).padStart(6, '0')
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${micro}`
}

/** A stored time as replies to creates and updates show it: the full fraction. */
export function writtenTime(stored: string, dialect: Readonly<Dialect>): string {
  return dialect.timeZone === 'utc' ? `${stored}Z` : stored
}

/** A stored time as later reads show it: whole seconds. */
export function readTime(stored: string, dialect: Readonly<Dialect>): string {
  return writtenTime(stored.slice(0, 19), dialect)
}

/** A moment as call records show it: whole seconds and an offset without a colon. */
export function callTime(milliseconds: number, dialect: Readonly<Dialect>): string {
  const seconds = new Date(milliseconds).toISOString().slice(0, 19)
  return dialect.timeZone === 'utc' ? `${seconds}Z` : `${seconds}+0000`
}

/** A moment as the Numbers API shows it: microseconds and a Z. */
export function numbersTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}000Z`
}
