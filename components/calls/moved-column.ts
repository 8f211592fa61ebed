import type { ColumnKey } from './column-choice'

/** The columns with one of them moved by one place, as far as there is one. */
export function movedColumn(columns: readonly ColumnKey[], key: ColumnKey, by: 1 | -1): readonly ColumnKey[] {
  const from = columns.indexOf(key)
  const other = columns[from + by]
  if (from === -1 || other === undefined) return columns
  return columns.map((column) => (column === key ? other : column === other ? key : column))
}
