'use client'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { itemQuery } from '@/lib/client/queries'
import type { SearchChange } from '@/lib/client/url-search'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import type { NumberSearch } from './number-search'
import { countryName } from '@/lib/rules/countries'
import { stateWords, typeWords } from './number-words'
import { TrunkPicker } from './trunk-picker'

/** What narrows the list down; every value stands in the address. `trunkId` given from outside is not a filter of the reader's. */
export function NumberFilters(props: {
  projectId: string
  query: NumberSearch
  fixedTrunk: boolean
  countries: readonly string[]
  /** Changes when the search field is to be filled anew from the address. */
  searchKey: string
  searchText: string
  onChange: (change: SearchChange, how?: 'push' | 'replace') => void
  onClear: () => void
}) {
  const { query, onChange } = props
  const isFiltered =
    [query.q, query.country, query.type, query.state].some(Boolean) ||
    (!props.fixedTrunk && Boolean(query.trunkId || query.unassigned))
  // A country out of the address stays a choice although no number is there.
  const countries = [...new Set([...props.countries, query.country].filter(Boolean))]
  return (
    <div role="group" aria-label="Filters" className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        key={props.searchKey}
        label="Search phone numbers"
        placeholder="Any digits, a name or a trunk"
        defaultValue={props.searchText}
        onSearch={(q) => q !== query.q && onChange({ q }, 'replace')}
      />
      {!props.fixedTrunk && (
        <TrunkFilter
          projectId={props.projectId}
          query={query}
          onPick={(trunkId) =>
            onChange({
              trunkId: trunkId || undefined,
              unassigned: trunkId === '' ? 1 : undefined,
            })
          }
          onClear={() => onChange({ trunkId: undefined, unassigned: undefined })}
        />
      )}
      <Choice
        label="Country"
        value={query.country}
        options={countries.map((code) => [code, countryName(code)])}
        onValue={(country) => onChange({ country })}
      />
      <Choice
        label="Type"
        value={query.type}
        options={Object.entries(typeWords)}
        onValue={(type) => onChange({ type })}
      />
      <Choice
        label="State"
        value={query.state}
        options={Object.entries(stateWords)}
        onValue={(state) => onChange({ state })}
      />
      {isFiltered && (
        <Button variant="quiet" onClick={props.onClear}>
          Clear filters
        </Button>
      )}
    </div>
  )
}

function Choice(props: {
  label: string
  value: string
  options: readonly (readonly [string, string])[]
  onValue: (value: string) => void
}) {
  return (
    <Select
      aria-label={props.label}
      value={props.value}
      onValue={props.onValue}
      className="w-auto"
      options={[
        { value: '', label: `${props.label} any` },
        ...props.options.map(([value, label]) => ({ value, label })),
      ]}
    />
  )
}

function TrunkFilter(props: {
  projectId: string
  query: NumberSearch
  onPick: (trunkId: string) => void
  onClear: () => void
}) {
  const { trunkId, unassigned } = props.query
  const trunk = useQuery({
    ...itemQuery<typeof trunks>(trunkPlace, props.projectId, {}, trunkId),
    enabled: trunkId !== '',
  })
  const value = unassigned ? 'none' : trunkId && (trunk.data?.name ?? trunkId)
  return (
    <FilterChip label="Trunk" value={value} onClear={props.onClear}>
      {() => (
        // It stays open: the arrow keys pass one choice after the other.
        <TrunkPicker
          projectId={props.projectId}
          label="On which trunk"
          none="On no trunk"
          chosenId={unassigned ? '' : trunkId || undefined}
          onPick={({ id }) => props.onPick(id)}
        />
      )}
    </FilterChip>
  )
}
