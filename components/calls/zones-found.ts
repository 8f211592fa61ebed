import { zoneName } from './zone-name'

/** The zones whose name has every word of a search, those whose city begins with it first: "new york" finds `America/New_York`. */
export function zonesFound(zones: readonly string[], text: string): string[] {
  const words = text
    .toLowerCase()
    .split(/[\s_/]+/)
    .filter(Boolean)
  // Browsers leave it out of their list.
  const all = [...new Set(['UTC', ...zones.map(zoneName)])]
  const [first = ''] = words
  return all
    .filter((zone) => words.every((word) => plain(zone).includes(word)))
    .sort((one, other) => Number(beginsWith(other, first)) - Number(beginsWith(one, first)))
}

function plain(zone: string): string {
  return zone.toLowerCase().replaceAll('_', ' ')
}

function beginsWith(zone: string, word: string): boolean {
  return plain(zone).split('/').at(-1)?.startsWith(word) ?? false
}
