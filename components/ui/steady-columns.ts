/**
 * Keeps the columns of a table as wide as its first rows made them, until the table itself changes its width: rows that come and go while
 * one scrolls would else move the columns with every step.
 */
export function steadyColumns(table: HTMLTableElement) {
  let width = 0
  const settle = () => {
    const available = table.parentElement?.clientWidth ?? 0
    const row = table.querySelector('tbody tr[data-index]:has(td[data-row-keys])')
    if (!row || available === width) return
    width = available
    table.style.tableLayout = 'auto'
    const heads = [...table.querySelectorAll<HTMLElement>('thead th')]
    for (const head of heads) head.style.width = ''
    const widths = heads.map((head) => head.getBoundingClientRect().width)
    heads.forEach((head, index) => (head.style.width = `${widths[index] ?? 0}px`))
    table.style.tableLayout = 'fixed'
    arrivals.disconnect()
  }
  const resizes = new ResizeObserver(settle)
  resizes.observe(table)
  // Other columns have widths of their own.
  const choices = new MutationObserver(() => {
    width = 0
    settle()
  })
  const heads = table.tHead?.rows[0]
  if (heads) choices.observe(heads, { childList: true })
  // The first rows may come without changing the height that was kept for them.
  const arrivals = new MutationObserver(settle)
  arrivals.observe(table, { childList: true, subtree: true })
  return () => {
    resizes.disconnect()
    arrivals.disconnect()
    choices.disconnect()
  }
}
