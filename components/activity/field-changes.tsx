import type { Activity } from '@/lib/client/activity'
import { countText } from '@/lib/format'
import { fieldChanges, type FieldChange } from '@/lib/rules/field-changes'

/** An object before and after a write, field by field; secrets were never recorded. */
export function FieldChanges({ entry }: { entry: Activity }) {
  const rows = fieldChanges(entry.before, entry.input)
  const changed = rows.filter((row) => row.changed)
  const same = rows.filter((row) => !row.changed)
  const after = entry.outcome === 'ok' ? 'After' : 'Asked for'
  if (rows.length === 0) return <p className="text-muted">No fields were recorded with this.</p>
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-sm font-semibold">Before and after</h3>
      {changed.length === 0 ? (
        <p className="text-muted">No field was changed.</p>
      ) : (
        <Fields rows={changed} after={after} />
      )}
      {same.length > 0 && (
        <details>
          <summary className="min-h-6 text-muted">{countText(same.length, 'field')} unchanged</summary>
          <dl className="mt-2 flex flex-col gap-1.5">
            {same.map(({ name, before }) => (
              <div key={name}>
                <dt className="font-mono text-xs text-faint">{name}</dt>
                <dd className="text-sm break-words whitespace-pre-wrap">{before}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  )
}

function Fields({ rows, after }: { rows: readonly FieldChange[]; after: string }) {
  return (
    <ul aria-label="Changed fields" className="flex flex-col gap-2.5">
      {rows.map(({ name, before, after: value }) => (
        <li key={name}>
          <p className="mb-0.5 font-mono text-xs text-faint">{name}</p>
          <dl className="grid grid-cols-[4.75rem_minmax(0,1fr)] gap-x-2 text-sm">
            {before !== undefined && <Side name="Before" value={before} look="bg-bad-soft" />}
            {value !== undefined && <Side name={after} value={value} look="bg-good-soft" />}
          </dl>
        </li>
      ))}
    </ul>
  )
}

function Side({ name, value, look }: { name: string; value: string; look: string }) {
  return (
    <>
      <dt className="py-0.5 text-muted">{name}</dt>
      <dd className={`mb-0.5 rounded-sm px-1.5 py-0.5 wrap-anywhere whitespace-pre-wrap ${look}`}>{value}</dd>
    </>
  )
}
