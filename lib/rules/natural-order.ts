let collator: Intl.Collator | undefined

/** Orders words as people do: "Site 9" before "Site 10", whatever the case. */
export function compareNaturally(one: string, other: string): number {
  // Made when it is first needed: the language data behind it take longer to load than a page has until its first paint.
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
  return collator.compare(one, other)
}
