/** Brings the head of a table into sight where it lies above: the next page is read from its first row on. */
export function showHead(table: Element | null): void {
  if (!table || table.getBoundingClientRect().top >= 0) return
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  table.scrollIntoView({ block: 'start', behavior: calm ? 'instant' : 'smooth' })
}
