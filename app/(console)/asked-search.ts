import 'server-only'

/** The part of an address behind the question mark, as Next hands it to a page. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The same as the browser reads it. */
export async function askedSearch(searchParams: SearchParams): Promise<URLSearchParams> {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams))
    for (const one of [value].flat()) if (one !== undefined) search.append(name, one)
  return search
}
