import { codesOf, diallingCode } from '@/lib/rules/dialling-codes'
import type { Country } from './country'

/** The countries of one continent. */
export interface Continent<Row> {
  name: string
  rows: Row[]
}

/** True when the text is in a country's name, is its code, or is (the beginning of) its dialling code or a number there. */
export function matchesCountry(country: Country, text: string): boolean {
  const wanted = plain(text)
  if (wanted === '') return true
  if (plain(country.name).includes(wanted) || country.isoCode.toLowerCase() === wanted) return true
  const code = /^[+\d\s().-]+$/.test(text.trim()) ? dialled(text) : undefined
  return code !== undefined && codesOf(country).some((own) => own.startsWith(code) || code.startsWith(own))
}

// A whole number is longer than any dialling code; its first digits are enough to find the country.
function dialled(text: string): string | undefined {
  const digits = text.replace(/^[+\s]*(00)?/, '').replace(/\D/g, '')
  return diallingCode(digits.slice(0, 7))
}

function plain(text: string): string {
  return text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

const unnamed = 'Elsewhere'

/** Rows by continent, in the order of the alphabet; what belongs to none comes last. */
export function byContinent<Row extends { country: Country }>(rows: readonly Row[]): Continent<Row>[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = row.country.continent.trim() || unnamed
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return [...groups]
    .map(([name, found]) => ({ name, rows: found }))
    .sort(
      (one, other) =>
        Number(one.name === unnamed) - Number(other.name === unnamed) ||
        one.name.localeCompare(other.name, 'en'),
    )
}
