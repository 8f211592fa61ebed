'use client'
import { useState } from 'react'
import { SearchInput } from '@/components/ui/search-input'
import { Choices } from './choices'
import { zoneName } from './zone-name'
import { zonesFound } from './zones-found'

const offered = 8

/** The reader's own zone, UTC, or any zone by search. */
export function ZoneChoices(props: { zone: string | undefined; onZone: (zone: string | undefined) => void }) {
  const [text, setText] = useState('')
  const own = zoneName(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const found = zonesFound(Intl.supportedValuesOf('timeZone'), text).filter(
    (zone) => text !== '' || (zone !== own && zone !== 'UTC'),
  )
  const usual = text === '' ? [own, ...(own === 'UTC' ? [] : ['UTC'])] : []
  const chosen = text === '' && props.zone !== undefined && !usual.includes(props.zone) ? [props.zone] : []
  const zones = [...usual, ...chosen, ...(text === '' ? [] : found.slice(0, offered))]
  return (
    <div ref={focusField} className="flex flex-col gap-2">
      <SearchInput
        label="Search time zones"
        placeholder="City or region"
        defaultValue=""
        onSearch={setText}
        className="sm:w-full"
      />
      <Choices
        label="Time zones"
        options={zones.map((zone) => ({
          value: zone,
          label: zone === own ? `${zone} (this browser)` : zone,
        }))}
        chosen={[props.zone ?? own]}
        onChoose={(zone) => props.onZone(zone === own ? undefined : zone)}
      />
      {text !== '' && zones.length === 0 && <p className="text-sm text-muted">No zone matches.</p>}
      {text !== '' && found.length > offered && (
        <p className="text-xs text-faint">{found.length - offered} more: write on to find them.</p>
      )}
      {text === '' && <p className="text-xs text-faint">Write a city to find any other zone.</p>}
    </div>
  )
}

// The panel may come later than the popover that it is in.
function focusField(panel: HTMLElement | null) {
  panel?.querySelector('input')?.focus()
}
