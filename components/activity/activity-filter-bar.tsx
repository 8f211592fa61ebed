'use client'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import type { ActivityFilters } from '@/lib/client/activity'
import type { SearchChange, SearchFields } from '@/lib/client/url-search'
import { actionsOf } from '@/lib/rules/change-text'
import { TimeRange } from './time-range'

const outcomes = [
  { value: '', label: 'Any outcome' },
  { value: 'ok', label: 'Done' },
  { value: 'failed', label: 'Refused or failed' },
  { value: 'unknown', label: 'Outcome not known' },
]

const texts = [
  { name: 'object', label: 'Object', placeholder: 'Object: name or id' },
  { name: 'person', label: 'Person', placeholder: 'Person' },
  { name: 'requestId', label: 'Request id', placeholder: 'Request id' },
] as const

/** What the activity is searched by. `onChange` gets new values for the address. */
export function ActivityFilterBar(props: {
  scope: 'project' | 'console'
  filters: ActivityFilters
  isFiltered: boolean
  fields: SearchFields
  onChange: (values: SearchChange, how?: 'push' | 'replace') => void
  onClear: () => void
}) {
  const { filters, fields, onChange } = props
  const actions = actionsOf(props.scope)
  const known = actions.some(({ value }) => value === filters.action)
  return (
    <div role="group" aria-label="Filters" className="mb-3 flex flex-wrap items-center gap-2">
      {texts.map(({ name, label, placeholder }) => (
        <SearchInput
          key={`${name} ${fields.fieldKey}`}
          label={label}
          placeholder={placeholder}
          defaultValue={fields.textOf(filters[name])}
          onSearch={(text) => text !== filters[name] && onChange({ [name]: text }, 'replace')}
          className="sm:w-44!"
        />
      ))}
      <Select
        aria-label="Action"
        value={filters.action}
        onValue={(action) => onChange({ action })}
        options={[
          { value: '', label: 'Any action' },
          ...actions,
          // An address may ask for one that the list does not have.
          ...(known || filters.action === '' ? [] : [{ value: filters.action, label: filters.action }]),
        ]}
        className="w-auto"
      />
      <Select
        aria-label="Outcome"
        value={filters.outcome}
        onValue={(outcome) => onChange({ outcome })}
        options={outcomes}
        className="w-auto"
      />
      <TimeRange since={filters.since} until={filters.until} onChange={onChange} />
      {props.isFiltered && (
        <Button variant="quiet" onClick={props.onClear}>
          Clear filters
        </Button>
      )}
    </div>
  )
}
