'use client'
import { callDirections, callResults } from '@/lib/resources/call-values'
import type { CallFilters } from '@/lib/rules/call-query'
import type { SearchChange } from '@/lib/client/url-search'
import { resultTitle } from '@/lib/rules/sip-codes-results'
import { directionWord } from './call-words'
import { Choices, toggled } from './choices'
import { filterLabel, type FilterKey } from './filter-words'
import { CountryChoices, SipCodeChoices, TrunkChoices } from './found-choices'
import { PartyForm } from './party-form'
import { RangeForm } from './range-form'

const results = callResults.map((result) => ({ value: result, label: resultTitle(result) }))
const directions = callDirections.map((direction) => ({ value: direction, label: directionWord(direction) }))

/** What is in a filter that was opened. What is one choice closes it; lists stay open, since several may be chosen. */
export function FilterPanel(props: {
  filter: FilterKey
  projectId: string
  filters: CallFilters
  isLive: boolean
  onChange: (change: SearchChange) => void
  close: () => void
}) {
  const { filter, filters, onChange } = props
  const finish = (change: SearchChange) => {
    onChange(change)
    props.close()
  }
  const list = (values: readonly (string | number)[]) => onChange({ [filter]: values.join(',') })
  switch (filter) {
    case 'from':
    case 'to':
    case 'party':
      return (
        <PartyForm
          label={filterLabel[filter]}
          value={filters[filter]}
          onValue={(value) => finish({ [filter]: value })}
        />
      )
    case 'trunkId':
      return (
        <>
          <TrunkChoices
            projectId={props.projectId}
            chosen={filters.trunkId}
            onChoose={(id) => list(toggled(filters.trunkId, id))}
          />
          {props.isLive && <OneAtATime what="trunk" />}
        </>
      )
    case 'callResult':
      return (
        <>
          <Choices
            label="Results"
            takesFocus
            options={results}
            chosen={filters.callResult}
            onChoose={(result) => list(toggled(filters.callResult, result))}
          />
          {props.isLive && <OneAtATime what="result" />}
        </>
      )
    case 'direction':
      return (
        <Choices
          label="Directions"
          takesFocus
          options={directions}
          chosen={filters.direction}
          onChoose={(direction) => list(toggled(filters.direction, direction))}
        />
      )
    case 'country':
      return (
        <CountryChoices chosen={filters.country} onChoose={(code) => list(toggled(filters.country, code))} />
      )
    case 'sipCode':
      return (
        <SipCodeChoices chosen={filters.sipCode} onChoose={(code) => list(toggled(filters.sipCode, code))} />
      )
    case 'duration':
      return (
        <RangeForm
          kind="duration"
          least={filters.minSeconds}
          most={filters.maxSeconds}
          onRange={(minSeconds, maxSeconds) => finish({ minSeconds, maxSeconds })}
        />
      )
    case 'price':
      return (
        <RangeForm
          kind="price"
          least={filters.minPrice}
          most={filters.maxPrice}
          onRange={(minPrice, maxPrice) => finish({ minPrice, maxPrice })}
        />
      )
    case 'emergency':
    case 'forwarded':
      return (
        <>
          <Choices
            label={filterLabel[filter]}
            takesFocus
            options={[
              { value: '1', label: filter === 'emergency' ? 'Emergency calls only' : 'Forwarded calls only' },
            ]}
            chosen={filters[filter] ? ['1'] : []}
            onChoose={() => finish({ [filter]: filters[filter] ? undefined : '1' })}
          />
          {filter === 'forwarded' && (
            <p className="mt-2 text-xs text-faint">A forwarded call has two records, and each is charged.</p>
          )}
        </>
      )
  }
}

function OneAtATime({ what }: { what: string }) {
  return <p className="mt-2 text-xs text-faint">The vendor’s live search takes one {what} at a time.</p>
}
