'use client'
import { Button } from '@/components/ui/button'
import { FilterChip } from '@/components/ui/filter-chip'
import { useIsInBrowser } from '@/components/ui/local-time'
import { Popover } from '@/components/ui/popover'
import type { SearchChange } from '@/lib/client/url-search'
import { hasCallFilters, type CallQuery } from '@/lib/rules/call-query'
import { presetLabel, type CallPreset, type CallWindow } from '@/lib/rules/call-window'
import {
  filterLabel,
  filterValue,
  noFilters,
  rareFilters,
  usualFilters,
  without,
  type FilterKey,
} from './filter-words'
import { useZoneTimes } from './reader-zone'
import { loadPanel, SoonPanel } from './soon-panel'
import { SourceChip } from './source-chip'
import { TotalsToggle } from './totals-toggle'
import { ZoneChip } from './zone-chip'

// What the bar opens is loaded when the pointer or the focus comes near it.
const loadSoon = () => void loadPanel()

interface BarProps {
  projectId: string
  query: CallQuery
  /** On the page of one trunk there is no choosing another. */
  isOneTrunk: boolean
  preset: CallPreset | undefined
  window: CallWindow
  trunkName: (trunkId: string) => string
  onChange: (change: SearchChange) => void
  onPreset: (preset: CallPreset) => void
  onSource: (source: CallQuery['source']) => void
  onZone: (zone: string | undefined) => void
}

/** The filters of the search, each one a sentence. `onChange` gets the new values for the address. */
export function CallFilters(props: BarProps) {
  const { query, onChange } = props
  const usual = usualFilters.filter((filter) => filter !== 'trunkId' || !props.isOneTrunk)
  const isSet = (filter: FilterKey) => filterValue(filter, query, props.trunkName) !== ''
  return (
    <div
      role="group"
      aria-label="Filters"
      onPointerOver={loadSoon}
      onFocus={loadSoon}
      className="mb-3 flex flex-wrap gap-2"
    >
      <TimeChip {...props} />
      {[...usual, ...rareFilters.filter(isSet)].map((filter) => (
        <FilterChip
          key={filter}
          label={filterLabel[filter]}
          value={filterValue(filter, query, props.trunkName)}
          onClear={() => onChange(without(filter))}
        >
          {(close) => <PanelOf {...props} filter={filter} close={close} />}
        </FilterChip>
      ))}
      <Popover
        role="dialog"
        label="More filters"
        className="w-72 p-3"
        onOpen={(panel) => panel.querySelector('button')?.focus()}
        trigger={(trigger) => (
          <button
            type="button"
            {...trigger}
            className="inline-flex min-h-8 items-center gap-2 rounded border border-dashed border-line-strong px-2.5 text-muted hover:text-text"
          >
            More filters
          </button>
        )}
      >
        {(close) => (
          <SoonPanel panel="more" offered={rareFilters.filter((filter) => !isSet(filter))}>
            {(filter) => <PanelOf {...props} filter={filter} close={close} />}
          </SoonPanel>
        )}
      </Popover>
      {hasCallFilters(query) && (
        <Button variant="quiet" onClick={() => onChange(noFilters)}>
          Clear filters
        </Button>
      )}
      {query.source === 'archive' && <TotalsToggle />}
      <SourceChip source={query.source} onSource={props.onSource} />
      {/* Last, since its words come with the browser: nothing after it moves. */}
      <ZoneChip zone={query.zone} onZone={props.onZone} />
    </div>
  )
}

function PanelOf(props: BarProps & { filter: FilterKey; close: () => void }) {
  return (
    <SoonPanel
      panel="filter"
      filter={props.filter}
      projectId={props.projectId}
      filters={props.query}
      isLive={props.query.source === 'live'}
      onChange={props.onChange}
      close={props.close}
    />
  )
}

function TimeChip(props: BarProps) {
  const isInBrowser = useIsInBrowser()
  const times = useZoneTimes()
  // A window that is written out is that window, whatever name it was asked by, and however long ago.
  const { start, end } = props.query
  const preset = start === undefined && end === undefined ? props.preset : undefined
  const value = preset ? presetLabel[preset] : isInBrowser ? times.window(props.window) : '…'
  return (
    <FilterChip label="Time" value={value}>
      {(close) => (
        <SoonPanel
          panel="time"
          preset={preset}
          window={props.window}
          zone={props.query.zone}
          onPreset={(preset) => {
            props.onPreset(preset)
            close()
          }}
          onWindow={(window) => {
            props.onChange({ last: undefined, ...window })
            close()
          }}
        />
      )}
    </FilterChip>
  )
}
