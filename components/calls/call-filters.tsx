'use client'
import { Button } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import type { SearchChange } from '@/lib/client/url-search'
import { callDirections, callResults } from '@/lib/resources/call-values'
import { hasCallFilters, type CallQuery } from '@/lib/rules/call-query'
import { windowOf, type CallPreset, type CallWindow } from '@/lib/rules/call-window'
import { directionWord, resultWord } from './call-words'
import { Choices } from './choices'
import { PartyFilter } from './party-filter'
import { TimeFilter } from './time-filter'
import { TrunkFilter } from './trunk-filter'

/** Takes every filter but the time out of the address. */
export const noFilters: SearchChange = {
  from: undefined,
  to: undefined,
  trunkId: undefined,
  callResult: undefined,
  direction: undefined,
}

/** The filters of the search, each one a sentence. `onChange` gets the new values for the address. */
export function CallFilters(props: {
  projectId: string
  query: CallQuery
  /** On the page of one trunk there is no choosing another. */
  isOneTrunk: boolean
  preset: CallPreset | undefined
  window: CallWindow
  onChange: (change: SearchChange) => void
}) {
  const { query, onChange } = props
  const toggled = (direction: string) =>
    callDirections.filter((known) => query.direction.includes(known) !== (known === direction))
  return (
    <div role="group" aria-label="Filters" className="mb-3 flex flex-wrap gap-2">
      <TimeFilter
        preset={props.preset}
        window={props.window}
        onPreset={(last) => onChange({ last, ...windowOf(last, Date.now()) })}
        onWindow={(window) => onChange({ last: undefined, ...window })}
      />
      <PartyFilter label="From" value={query.from} onValue={(from) => onChange({ from })} />
      <PartyFilter label="To" value={query.to} onValue={(to) => onChange({ to })} />
      {!props.isOneTrunk && (
        <TrunkFilter
          projectId={props.projectId}
          trunkId={query.trunkId}
          onTrunk={(trunkId) => onChange({ trunkId })}
        />
      )}
      <FilterChip
        label="Result"
        value={query.callResult && resultWord(query.callResult)}
        onClear={() => onChange({ callResult: undefined })}
      >
        {(close) => (
          <>
            <Choices
              label="Results"
              options={callResults.map((result) => ({ value: result, label: resultWord(result) }))}
              chosen={[query.callResult]}
              onChoose={(callResult) => {
                onChange({ callResult: callResult === query.callResult ? undefined : callResult })
                close()
              }}
            />
            <p className="mt-2 text-xs text-faint">The vendor searches for one result at a time.</p>
          </>
        )}
      </FilterChip>
      <FilterChip
        label="Direction"
        value={query.direction.map(directionWord).join(', ')}
        onClear={() => onChange({ direction: undefined })}
      >
        {() => (
          <Choices
            label="Directions"
            options={callDirections.map((direction) => ({
              value: direction,
              label: directionWord(direction),
            }))}
            chosen={query.direction}
            onChoose={(direction) => onChange({ direction: toggled(direction).join(',') })}
          />
        )}
      </FilterChip>
      {hasCallFilters(query) && (
        <Button variant="quiet" onClick={() => onChange(noFilters)}>
          Clear filters
        </Button>
      )}
    </div>
  )
}
