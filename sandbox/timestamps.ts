import type { Dialect } from './dialect'

/** Time as the service answers a write: up to nine fractional digits, no zone. `nanos` fills the digits below a millisecond. */
export function writtenTime(milliseconds: number, dialect: Readonly<Dialect>): string {
  const fraction =
    String(milliseconds % 1000).padStart(3, '0') + String((milliseconds * 7919) % 1_000_000).padStart(6, '0')
  return `${seconds(milliseconds)}.${fraction}${zone(dialect)}`
}

/** Time as the service answers a later read: whole seconds, no zone. */
export function readTime(milliseconds: number, dialect: Readonly<Dialect>): string {
  return `${seconds(milliseconds)}${zone(dialect)}`
}

/** Time as call records carry it: whole seconds with `+0000`. */
export function callTime(milliseconds: number): string {
  return `${seconds(milliseconds)}+0000`
}

/** What stands for "never": null, or one of the two texts that published samples show. */
export function neverTime(dialect: Readonly<Dialect>): string | null {
  if (dialect.neverUpdated === 'null') return null
  return dialect.neverUpdated === 'empty' ? '' : 'null,'
}

function seconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19)
}

function zone(dialect: Readonly<Dialect>): string {
  return dialect.timeZoneSuffix === 'Z' ? 'Z' : ''
}
