import type { SaleSearch } from '@/lib/client/number-sales'

/** Reads the address of the page that rents; without one it is local numbers of the United States. */
export function readSaleSearch(
  search: Pick<URLSearchParams, 'get'>,
): { query: SaleSearch; problems?: undefined } | { query?: undefined; problems: Record<string, string> } {
  const problems: Record<string, string> = {}
  const one = (name: string, label: string, fallback: string, pattern: RegExp, message: string) => {
    const text = search.get(name) || fallback
    if (!pattern.test(text)) problems[label] = message
    return text
  }
  const query = {
    regionCode: one(
      'regionCode',
      'Country',
      'US',
      /^[A-Z]{2}$/,
      'A country is two capital letters, for example US.',
    ),
    type: one(
      'type',
      'Type',
      'LOCAL',
      /^(LOCAL|MOBILE|TOLL_FREE)$/,
      'The type is LOCAL, MOBILE or TOLL_FREE.',
    ),
    pattern: (search.get('pattern') ?? '').slice(0, 40),
    searchPattern: one(
      'searchPattern',
      'Where the digits stand',
      'CONTAINS',
      /^(START|CONTAINS|END)$/,
      'The digits stand at the START, at the END or anywhere (CONTAINS).',
    ),
  }
  return Object.keys(problems).length > 0 ? { problems } : { query }
}
