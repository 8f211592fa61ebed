/** Every format follows the reader's own language and time zone; servers pass both where a page is rendered before it is read. */

const dayMs = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(undefined, options)
  formats.set(key, made)
  return made
}

/** The language in which words are written; dates and numbers follow the reader's own settings. */
const words = 'en'

/** An exact moment with its zone, e.g. "1 Mar 2026, 14:05:12 CET". */
export function exactTime(value: string | number | Date): string {
  return dateFormat({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(value))
}

/** A moment in a dense table: the time of day for today, else the date with it. */
export function shortTime(value: string | number | Date, now = Date.now()): string {
  const moment = new Date(value)
  if (moment.toDateString() !== new Date(now).toDateString()) return dayTime(value, now)
  return dateFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(moment)
}

/** A moment with its date, always, for a column that holds several days. */
export function dayTime(value: string | number | Date, now = Date.now()): string {
  const moment = new Date(value)
  const year = moment.getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric'
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  return dateFormat({ day: 'numeric', month: 'short', year, ...time }).format(moment)
}

/** How long ago, for the last week ("5 min ago"); the date for anything older. */
export function relativeTime(value: string | number | Date, now = Date.now()): string {
  const moment = new Date(value).getTime()
  const age = now - moment
  if (age < dayMs) return ageText(Math.max(0, age / 1000))
  if (age < 7 * dayMs) return countText(Math.round(age / dayMs), 'day') + ' ago'
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }).format(moment)
}

/** The age of a list, e.g. "12 s ago", "3 min ago". */
export function ageText(seconds: number): string {
  if (seconds < 2) return 'just now'
  if (seconds < 120) return `${Math.round(seconds)} s ago`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min ago`
  return `${Math.round(seconds / 3600)} h ago`
}

/** The length of a call, e.g. "2 m 41 s", "1 h 0 m 5 s". */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60] as const
  if (parts[0] > 0) return `${parts[0]} h ${parts[1]} m ${parts[2]} s`
  return parts[1] > 0 ? `${parts[1]} m ${parts[2]} s` : `${parts[2]} s`
}

interface Money {
  currencyCode: string
  amount: number
}

/** Money as the vendor charges it, with up to four decimals since a call costs fractions of a cent. */
export function moneyText(money: Money): string {
  return moneyWith(money, 2)
}

/** Money in a column: always four decimals, so that the points stand below each other. */
export function fixedMoneyText(money: Money): string {
  return moneyWith(money, 4)
}

const moneyFormats = new Map<string, (amount: number) => string>()

function moneyWith({ amount, currencyCode }: Money, minimumFractionDigits: number): string {
  const key = `${minimumFractionDigits} ${currencyCode}`
  const format = moneyFormats.get(key) ?? moneyFormat(currencyCode, minimumFractionDigits)
  moneyFormats.set(key, format)
  return format(amount)
}

function moneyFormat(currencyCode: string, minimumFractionDigits: number): (amount: number) => string {
  const digits = { minimumFractionDigits, maximumFractionDigits: 4 }
  try {
    const style = { style: 'currency', currency: currencyCode, currencyDisplay: 'code' } as const
    return new Intl.NumberFormat(words, { ...style, ...digits }).format
  } catch {
    // Intl throws for a currency code that is not three letters; the figure is still worth showing.
    const plain = new Intl.NumberFormat(words, digits)
    return (amount) => `${plain.format(amount)} ${currencyCode}`.trim()
  }
}

/** A count with its thousands apart, e.g. "9,412,077". */
export function numberText(value: number): string {
  // Not by Intl: every page counts something, and the language data behind it take longer to load than a first paint may.
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A count with its noun, e.g. "1 trunk", "14 trunks". */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`
}

/** "A", "A and B", "A, B and C". */
export function listText(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}

/** A share as a percentage with one decimal, e.g. "61.4 %"; a dash when there is nothing to divide. */
export function percentText(part: number, total: number): string {
  return total === 0 ? '–' : `${((100 * part) / total).toFixed(1)} %`
}

/**
 * An E.164 number in groups that can be read out, e.g. "+46 701 234 567". The groups do not follow national custom: that needs a
 * library of 29 kB, and a list page has no room for it. Anything else is returned as it is.
 */
export function phoneText(value: string): string {
  const match = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d{4,14})$/.exec(value)
  if (!match?.[1] || !match[2]) return value
  const groups = match[2].match(/\d{3}(?=\d{2,}$|\d{3})|\d{2,4}$/g)
  return groups?.join('') === match[2] ? `+${match[1]} ${groups.join(' ')}` : `+${match[1]} ${match[2]}`
}
