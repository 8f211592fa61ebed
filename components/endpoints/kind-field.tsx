'use client'
import { useController } from 'react-hook-form'

const kinds = [
  { isRegistered: false, title: 'Static', says: 'Calls are sent to a fixed address.' },
  { isRegistered: true, title: 'Registered', says: 'The PBX registers with a user name.' },
]

/** Static or registered. */
export function KindField() {
  const { field } = useController({ name: 'isRegistered' })
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2">
      <legend className="mb-1 font-medium">Kind</legend>
      {kinds.map(({ isRegistered, title, says }) => (
        <label
          key={title}
          className="flex cursor-pointer items-start gap-2 rounded border border-line-strong px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name={field.name}
            checked={field.value === isRegistered}
            onChange={() => field.onChange(isRegistered)}
            onBlur={field.onBlur}
            className="mt-1 accent-accent"
          />
          <span>
            <span className="block font-medium">{title}</span>
            <span className="block text-sm text-muted">{says}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
