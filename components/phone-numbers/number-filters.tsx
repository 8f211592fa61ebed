'use client'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import type { SearchChange } from '@/lib/client/url-search'
import type { NumberSearch } from './number-search'
import { countryName } from '@/lib/rules/country-name'
import { stateWords, typeWords } from './number-words'

/** What narrows the list down; every value stands in the address. `trunkId` given from outside is not a filter of the reader's. */
export function NumberFilters(props: {
  query: NumberSearch
  fixedTrunk: boolean
  trunkFilter: ReactNode
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
      {props.trunkFilter}
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
