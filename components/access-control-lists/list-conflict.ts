import type { ConflictField } from '@/components/forms/conflict-dialog'
import { mergeEdits, mergeSentence } from '@/lib/rules/merge-edits'

/** Lays my edit over an object as it is now: the values, the fields that only a person can settle, and what was settled in one line. */
export function mergedEdit<Values extends object>(
  base: Values,
  mine: Values,
  theirs: Values,
  labels: Readonly<Record<keyof Values & string, string>>,
): { values: Values; fields: ConflictField[]; merged: string } {
  const edits = mergeEdits(base, mine, theirs)
  const names = edits.collisions as (keyof Values & string)[] // names of the values' own fields
  const fields = names.map((name) => ({ name, label: labels[name], mine: mine[name], theirs: theirs[name] }))
  return { values: edits.values, fields, merged: mergeSentence(edits, labels) }
}
