/** What became of an edit that met another one. Each list holds field names. */
export interface MergedEdits<Values> {
  /** Every field settled, except that a collision still has what I wrote. */
  values: Values
  /** Both sides changed it, and not to the same. */
  collisions: string[]
  /** Only the other side changed it. */
  theirs: string[]
  /** Only I changed it. */
  mine: string[]
}

/**
 * Lays two edits of one object over each other, field by field: what only one side changed since `base` is taken from that side, what
 * both changed differently is for a person to decide.
 */
export function mergeEdits<Values extends object>(
  base: Values,
  mine: Values,
  theirs: Values,
): MergedEdits<Values> {
  const merged: MergedEdits<Values> = { values: { ...theirs }, collisions: [], theirs: [], mine: [] }
  const names = Object.keys(mine) as (keyof Values & string)[] // the values' own keys
  for (const name of names) {
    const isMine = differs(base[name], mine[name])
    const isTheirs = differs(base[name], theirs[name])
    if (!isMine) {
      if (isTheirs) merged.theirs.push(name)
      continue
    }
    merged.values[name] = mine[name]
    if (!isTheirs) merged.mine.push(name)
    else if (differs(mine[name], theirs[name])) merged.collisions.push(name)
  }
  return merged
}

/** What was merged without asking, in one line; empty when nothing was. */
export function mergeSentence(
  { theirs, mine }: Pick<MergedEdits<object>, 'theirs' | 'mine'>,
  labels: Readonly<Record<string, string>>,
): string {
  const named = (names: readonly string[]) => names.map((name) => labels[name] ?? name).join(', ')
  if (theirs.length === 0) return ''
  const kept = mine.length === 0 ? '' : ` Yours was kept for ${named(mine)}.`
  return `Theirs was taken for ${named(theirs)}, which you had not changed.${kept}`
}

// Values come from JSON, so their text tells whether they are the same.
function differs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}
