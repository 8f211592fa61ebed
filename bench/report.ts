/** One measured figure beside its target. */
export interface Figure {
  row: string
  what: string
  measured: string
  target: string
  holds: boolean
}

/** Prints figures as a table; answers whether all of them hold. */
export function printFigures(figures: readonly Figure[]): boolean {
  const rows = figures.map(({ row, what, measured, target, holds }) => [
    row,
    what,
    measured,
    target,
    target === '' ? '' : holds ? 'holds' : 'MISSED',
  ])
  const table = [['row', 'what', 'measured', 'target', ''], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)))
  for (const cells of table)
    process.stdout.write(`${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`)
  return figures.every(({ holds }) => holds)
}

/** A figure without a target of its own, which explains others. */
export function informs(row: string, what: string, measured: number, unit: string): Figure {
  return { row, what, measured: `${round(measured)} ${unit}`, target: '', holds: true }
}

/** A figure that must not exceed its target. */
export function atMost(row: string, what: string, measured: number, target: number, unit: string): Figure {
  return {
    row,
    what,
    measured: `${round(measured)} ${unit}`,
    target: `≤ ${target} ${unit}`,
    holds: measured <= target,
  }
}

/** A figure that must reach its target. */
export function atLeast(row: string, what: string, measured: number, target: number, unit: string): Figure {
  return {
    row,
    what,
    measured: `${round(measured)} ${unit}`,
    target: `≥ ${target} ${unit}`,
    holds: measured >= target,
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
