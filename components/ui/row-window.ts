/** A list too long to hold: only rows near what is on screen exist, and they are asked for as they come near. */
export interface RowWindow<Row> {
  total: number
  /** Undefined while the row is being read. */
  rowAt: (index: number) => Row | undefined
  /** Told whenever other rows come near: the first and the last index, counted from 0. */
  onNear: (first: number, last: number) => void
}

/** What a row carries that knows its place: the place itself, counted from 0, and in a list without pages what measures its height. */
export interface RowPlace {
  'data-index': number
  'aria-rowindex'?: number
  style?: { height: number }
  ref?: (row: HTMLTableRowElement | null) => void
}

/** How far a key moves the focus among `count` rows; undefined for keys that mean something else. */
export function rowAfterKey(key: string, index: number, count: number): number | undefined {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -count, End: count }[key]
  if (step === undefined || count === 0) return undefined
  return Math.min(count - 1, Math.max(0, index + step))
}

/** The control of a row that the arrow keys go to: the one in the same column. */
export function rowControl(row: Element | null | undefined, column: number): HTMLElement | null {
  return row?.children[column]?.querySelector<HTMLElement>('a, button, input') ?? null
}

/** Which row and column a key was pressed in, if it is a column in which the arrow keys go from row to row. */
export function rowPlaceOf(target: EventTarget): { index: number; column: number } | undefined {
  const cell = target instanceof Element ? target.closest('td[data-row-keys]') : null
  const index = cell?.closest('tr')?.dataset.index
  if (!(cell instanceof HTMLTableCellElement) || index === undefined) return undefined
  return { index: Number(index), column: cell.cellIndex }
}
