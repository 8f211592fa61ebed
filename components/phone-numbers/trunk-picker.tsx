'use client'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Name } from '@/components/ui/name'
import { SearchInput } from '@/components/ui/search-input'
import { listQuery } from '@/lib/client/queries'
import { numberText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'

const offered = 8

/** A trunk that was chosen; an empty id stands for none. */
export interface PickedTrunk {
  id: string
  name: string
}

/** Chooses one trunk out of many: found by typing, taken by arrow keys or a press. With `none`, no trunk is a choice too. */
export function TrunkPicker(props: {
  projectId: string
  label: string
  chosenId: string | undefined
  none?: string
  onPick: (trunk: PickedTrunk) => void
}) {
  const group = useId()
  const [q, setQ] = useState('')
  const found = useQuery(listQuery<typeof trunks>(trunkPlace, props.projectId, {}, { q, pageSize: offered }))
  const more = (found.data?.total ?? 0) - offered
  const trunksFound = found.data?.items.map(({ id, name }) => ({ id, name })) ?? []
  const choices = props.none && q === '' ? [{ id: '', name: props.none }, ...trunksFound] : trunksFound
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">{props.label}</legend>
      <SearchInput label="Search trunks" defaultValue="" onSearch={setQ} className="sm:w-full" />
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.total === 0 && (
        <p className="text-sm text-muted">
          {q === '' ? 'There is no SIP trunk yet: create one first.' : `No trunk matches “${q}”.`}
        </p>
      )}
      <div className="-mx-1 flex flex-col">
        {choices.map((trunk) => (
          <label
            key={trunk.id}
            className="flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 py-1 hover:bg-sunken has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={group}
              checked={trunk.id === props.chosenId}
              onChange={() => props.onPick(trunk)}
              className="accent-accent"
            />
            <Name>{trunk.name}</Name>
          </label>
        ))}
      </div>
      {more > 0 && <p className="text-xs text-faint">{numberText(more)} more: search to find them.</p>}
    </fieldset>
  )
}
