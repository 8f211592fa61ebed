/** What of a country says which numbers belong to it. */
export interface DialledCountry {
  isoCode: string
  name: string
  countryDialingCodes: readonly string[]
}

/** How many calls went to a country, and who else they may have gone to. */
export interface CountryCalls {
  /** Null where not every code of the country has been counted. */
  calls: number | null
  /** Countries whose numbers begin with the same digits, by name: their calls are in the count. */
  sharedWith: string[]
}

/** A dialling code as a plus and digits, e.g. "+1264" from "1-264"; undefined for what is none. */
export function diallingCode(text: string): string | undefined {
  const digits = text.replace(/^00/, '').replace(/\D/g, '')
  return /^[1-9]\d{0,6}$/.test(digits) ? `+${digits}` : undefined
}

/** The codes that calls to a country are counted by: none twice, and none that begins with another one of the same country. */
export function codesOf({ countryDialingCodes }: Pick<DialledCountry, 'countryDialingCodes'>): string[] {
  const codes = [...new Set(countryDialingCodes.map(diallingCode))].filter((code) => code !== undefined)
  return codes.filter((code) => !codes.some((other) => other !== code && code.startsWith(other)))
}

/**
 * The calls to each country from counts by dialling code, by ISO code. A count by "+1" has every number in it that begins with 1, those of
 * Canada and of Jamaica ("+1876") too, so the countries that are in it are named; "+1876" alone is Jamaica's.
 */
export function callsByCountry(
  countries: readonly DialledCountry[],
  counts: ReadonlyMap<string, number | null>,
): Map<string, CountryCalls> {
  const known = countries.map((country) => ({ country, codes: codesOf(country) }))
  return new Map(
    known.map(({ country, codes }) => {
      const each = codes.map((code) => counts.get(code) ?? null)
      const sharedWith = known
        .filter((other) => other.country !== country)
        .filter((other) => other.codes.some((theirs) => codes.some((code) => theirs.startsWith(code))))
        .map((other) => other.country.name)
      const isKnown = each.length > 0 && each.every((count) => count !== null)
      const calls = isKnown ? each.reduce<number>((sum, count) => sum + (count ?? 0), 0) : null
      return [country.isoCode, { calls, sharedWith }]
    }),
  )
}
