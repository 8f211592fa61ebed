/** A list too long to hold: only rows near what is on screen exist, and they are asked for as they come near. */
export interface RowWindow<Row> {
  total: number
  /** Undefined while the row is being read. */
  rowAt: (index: number) => Row | undefined
  /** Told whenever other rows come near: the first and the last index, counted from 0. */
  onNear: (first: number, last: number) => void
}

/** How far a key moves the focus among `count` rows; undefined for keys that mean something else. */
export function rowAfterKey(key: string, index: number, count: number): number | undefined {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -count, End: count }[key]
  if (step === undefined || count === 0) return undefined
  return Math.min(count - 1, Math.max(0, index + step))
}
