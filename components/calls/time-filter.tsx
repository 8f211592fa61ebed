'use client'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FilterChip } from '@/components/ui/filter-chip'
import { inputLook } from '@/components/ui/input-look'
import { windowOrderMessage } from '@/lib/rules/call-query'
import {
  callPresets,
  fromLocalInput,
  presetLabel,
  toLocalInput,
  type CallPreset,
  type CallWindow,
} from '@/lib/rules/call-window'
import { Choices } from './choices'
import { useReaderZone, windowText } from './reader-zone'

/** The window of the search: one that is named and ends now, or one between two times. */
export function TimeFilter(props: {
  preset: CallPreset | undefined
  window: CallWindow
  onPreset: (preset: CallPreset) => void
  onWindow: (window: CallWindow) => void
}) {
  const zone = useReaderZone()
  const value = props.preset ? presetLabel[props.preset] : zone ? windowText(props.window) : '…'
  return (
    <FilterChip label="Time" value={value}>
      {(close) => (
        <div className="flex flex-col gap-3">
          <Choices
            label="Windows that end now"
            options={callPresets.map((preset) => ({ value: preset, label: presetLabel[preset] }))}
            chosen={props.preset ? [props.preset] : []}
            onChoose={(preset) => {
              props.onPreset(preset)
              close()
            }}
          />
          <BetweenForm
            zone={zone}
            window={props.window}
            onWindow={(window) => {
              props.onWindow(window)
              close()
            }}
          />
        </div>
      )}
    </FilterChip>
  )
}

function BetweenForm(props: {
  zone: string | undefined
  window: CallWindow
  onWindow: (window: CallWindow) => void
}) {
  const id = useId()
  const [start, setStart] = useState(() => toLocalInput(props.window.start))
  const [end, setEnd] = useState(() => toLocalInput(props.window.end))
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const window = { start: fromLocalInput(start), end: fromLocalInput(end) }
    if (window.start === undefined || window.end === undefined) setProblem('Enter both times.')
    else if (window.start > window.end) setProblem(windowOrderMessage)
    else props.onWindow({ start: window.start, end: window.end })
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2 border-t pt-3">
      <Field id={`${id}-start`} label="Begins" error={problem}>
        {(aria) => (
          <input
            type="datetime-local"
            step={1}
            value={start}
            onChange={(event) => setStart(event.target.value)}
            {...aria}
            className={inputLook}
          />
        )}
      </Field>
      <Field id={`${id}-end`} label="Ends" hint={props.zone && `Both in your time zone, ${props.zone}.`}>
        {(aria) => (
          <input
            type="datetime-local"
            step={1}
            value={end}
            onChange={(event) => setEnd(event.target.value)}
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
