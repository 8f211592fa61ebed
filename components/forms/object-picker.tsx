'use client'
import { useQuery } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Name } from '@/components/ui/name'
import { SearchInput } from '@/components/ui/search-input'
import { listQuery } from '@/lib/client/queries'
import { numberText } from '@/lib/format'
import type { PlaceOf, Resource } from '@/lib/resources/define'

const offered = 8

/** An object that was chosen; an empty id stands for none. */
export interface Picked {
  id: string
  name: string
}

/** Chooses one object of a collection out of many: found by typing, taken by arrow keys or a press. */
export function ObjectPicker<Found extends Picked>(props: {
  projectId: string
  place: PlaceOf<Resource>
  label: string
  /** As within a sentence: "trunk", "trunks". */
  one: string
  many: string
  chosenId: string | undefined
  /** What is chosen goes by this name where it is not among those that were found. */
  chosenName?: string
  /** Offers to choose none, by this name. */
  none?: string
  /** What stands below the name of an object. */
  detail?: (found: Found) => ReactNode
  error?: string
  onPick: (picked: Picked, found?: Found) => void
}) {
  const group = useId()
  const [q, setQ] = useState('')
  const found = useQuery(
    listQuery<Resource, Found>(props.place, props.projectId, {}, { q, pageSize: offered }),
  )
  const more = (found.data?.total ?? 0) - offered
  const isFound = found.data?.items.some(({ id }) => id === props.chosenId) ?? true
  const choice = (picked: Picked, object?: Found) => (
    <label
      key={picked.id}
      className="flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 py-1 hover:bg-sunken has-checked:bg-accent-soft"
    >
      <input
        type="radio"
        name={group}
        checked={picked.id === props.chosenId}
        onChange={() => props.onPick({ id: picked.id, name: picked.name }, object)}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={props.error ? `${group}-error` : undefined}
        className="shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <Name>{picked.name}</Name>
        {object && props.detail && <span className="block text-sm text-muted">{props.detail(object)}</span>}
      </span>
    </label>
  )
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">{props.label}</legend>
      <SearchInput label={`Search ${props.many}`} defaultValue="" onSearch={setQ} className="sm:w-full" />
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.total === 0 && (
        <p className="text-sm text-muted">
          {q === '' ? `There is no ${props.one} yet: create one first.` : `No ${props.one} matches “${q}”.`}
        </p>
      )}
      <div className="-mx-1 flex flex-col">
        {props.none && q === '' && choice({ id: '', name: props.none })}
        {props.chosenId &&
          props.chosenName &&
          !isFound &&
          choice({ id: props.chosenId, name: props.chosenName })}
        {found.data?.items.map((object) => choice(object, object))}
      </div>
      {more > 0 && <p className="text-xs text-faint">{numberText(more)} more: search to find them.</p>}
      {props.error && (
        <p id={`${group}-error`} className="text-sm text-bad">
          {props.error}
        </p>
      )}
    </fieldset>
  )
}
