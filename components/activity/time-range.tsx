'use client'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FilterChip } from '@/components/ui/filter-chip'
import { inputLook } from '@/components/ui/input-look'
import { useIsInBrowser } from '@/components/ui/local-time'
import type { SearchChange } from '@/lib/client/url-search'
import { dayTime } from '@/lib/format'
import { windowOrderMessage } from '@/lib/rules/call-query'
import { fromLocalInput, toLocalInput } from '@/lib/rules/call-window'

interface Range {
  since: string
  until: string
}

/** From when and until when; either may be left open. */
export function TimeRange(props: Range & { onChange: (values: SearchChange) => void }) {
  const { since, until, onChange } = props
  const inWords = useIsInBrowser() ? said : (instant: string) => instant
  const value = [since && `from ${inWords(since)}`, until && `until ${inWords(until)}`]
    .filter(Boolean)
    .join(' ')
  return (
    <FilterChip label="Time" value={value} onClear={() => onChange({ since: undefined, until: undefined })}>
      {(close) => (
        <RangeForm
          since={since}
          until={until}
          onRange={(range) => {
            onChange(range)
            close()
          }}
        />
      )}
    </FilterChip>
  )
}

function RangeForm(props: Range & { onRange: (range: SearchChange) => void }) {
  const id = useId()
  const [since, setSince] = useState(() => inputOf(props.since))
  const [until, setUntil] = useState(() => inputOf(props.until))
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const range = { since: fromLocalInput(since), until: fromLocalInput(until) }
    if (range.since && range.until && range.since > range.until) setProblem(windowOrderMessage)
    else props.onRange(range)
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <Field id={`${id}-since`} label="From" error={problem}>
        {(aria) => (
          <input
            type="datetime-local"
            value={since}
            onChange={(event) => setSince(event.target.value)}
            {...aria}
            className={inputLook}
          />
        )}
      </Field>
      <Field
        id={`${id}-until`}
        label="Until"
        hint="Both in your time zone. Leave one empty to leave it open."
      >
        {(aria) => (
          <input
            type="datetime-local"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
            {...aria}
            className={inputLook}
          />
        )}
      </Field>
      <Button type="submit" className="self-end">
        Search these times
      </Button>
    </form>
  )
}

// An address may hold what is no time: the server's answer says so, and the field begins empty.
function inputOf(instant: string): string {
  return Number.isNaN(Date.parse(instant)) ? '' : toLocalInput(instant).slice(0, 16)
}

function said(instant: string): string {
  return Number.isNaN(Date.parse(instant)) ? instant : dayTime(instant)
}
