// Made when it is first needed, and apart from the list of all countries: most pages that name a country name one.
let names: Intl.DisplayNames | undefined

/** The name of a country; a code that has none, or is none, comes back as it is. */
export function countryName(code: string): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code
  names ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })
  return names.of(code.toUpperCase()) ?? code
}
