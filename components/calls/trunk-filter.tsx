'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '@/components/ui/error-notice'
import { FilterChip } from '@/components/ui/filter-chip'
import { SearchInput } from '@/components/ui/search-input'
import { itemQuery, listQuery } from '@/lib/client/queries'
import { numberText } from '@/lib/format'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { Choices } from './choices'

const offered = 8

/** One trunk; the vendor's live search takes no more. */
export function TrunkFilter(props: {
  projectId: string
  trunkId: string
  onTrunk: (trunkId: string) => void
}) {
  const { projectId, trunkId, onTrunk } = props
  const trunk = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, projectId, {}, trunkId),
    enabled: trunkId !== '',
  })
  const name = trunkId === '' ? '' : (trunk.data?.name ?? trunkId)
  return (
    <FilterChip label="Trunk" value={name} onClear={() => onTrunk('')}>
      {(close) => (
        <TrunkChoices
          projectId={projectId}
          trunkId={trunkId}
          onTrunk={(chosen) => {
            onTrunk(chosen)
            close()
          }}
        />
      )}
    </FilterChip>
  )
}

function TrunkChoices(props: { projectId: string; trunkId: string; onTrunk: (trunkId: string) => void }) {
  const [q, setQ] = useState('')
  const found = useQuery(listQuery<typeof trunks>(trunkPlace, props.projectId, {}, { q, pageSize: offered }))
  const more = (found.data?.total ?? 0) - offered
  return (
    <div className="flex flex-col gap-2">
      <SearchInput label="Search trunks" defaultValue="" onSearch={setQ} className="sm:w-full" />
      {found.error && <p className="text-sm text-bad">{errorText(found.error).message}</p>}
      {found.data?.total === 0 && <p className="text-sm text-muted">No trunk matches.</p>}
      <Choices
        label="Trunks"
        options={(found.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        chosen={[props.trunkId]}
        onChoose={(id) => props.onTrunk(id === props.trunkId ? '' : id)}
      />
      {more > 0 && <p className="text-xs text-faint">{numberText(more)} more: search to find them.</p>}
    </div>
  )
}
