'use client'
import { useQuery } from '@tanstack/react-query'
import { FilterChip } from '@/components/ui/filter-chip'
import { itemQuery } from '@/lib/client/queries'
import type { SearchChange } from '@/lib/client/url-search'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import type { NumberSearch } from './number-search'
import { TrunkPicker } from './trunk-picker'

/** Narrows the list down to the numbers of one trunk, or to those of none. */
export function TrunkFilter(props: {
  projectId: string
  query: NumberSearch
  onChange: (change: Pick<SearchChange, 'trunkId' | 'unassigned'>) => void
}) {
  const { trunkId, unassigned } = props.query
  const trunk = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, props.projectId, {}, trunkId),
    enabled: trunkId !== '',
  })
  const value = unassigned ? 'none' : trunkId && (trunk.data?.name ?? trunkId)
  return (
    <FilterChip
      label="Trunk"
      value={value}
      onClear={() => props.onChange({ trunkId: undefined, unassigned: undefined })}
    >
      {() => (
        // It stays open: the arrow keys pass one choice after the other.
        <TrunkPicker
          projectId={props.projectId}
          label="On which trunk"
          none="On no trunk"
          chosenId={unassigned ? '' : trunkId || undefined}
          onPick={({ id }) =>
            props.onChange({ trunkId: id || undefined, unassigned: id === '' ? 1 : undefined })
          }
        />
      )}
    </FilterChip>
  )
}
