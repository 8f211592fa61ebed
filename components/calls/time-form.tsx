'use client'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { windowOrderMessage } from '@/lib/rules/call-query'
import { callPresets, presetLabel, type CallPreset, type CallWindow } from '@/lib/rules/call-window'
import { Choices } from './choices'
import { fromZoneInput, toZoneInput } from './zone-input'

/** The window of the search: one that is named and ends now, or one between two times of a zone. */
export function TimeForm(props: {
  preset: CallPreset | undefined
  window: CallWindow
  /** The zone of the page; undefined is the reader's own. */
  zone: string | undefined
  onPreset: (preset: CallPreset) => void
  onWindow: (window: CallWindow) => void
}) {
  return (
    <div className="flex flex-col gap-3">
      <Choices
        label="Windows that end now"
        takesFocus
        options={callPresets.map((preset) => ({ value: preset, label: presetLabel[preset] }))}
        chosen={props.preset ? [props.preset] : []}
        onChoose={props.onPreset}
      />
      <BetweenForm {...props} />
    </div>
  )
}

function BetweenForm(props: {
  zone: string | undefined
  window: CallWindow
  onWindow: (window: CallWindow) => void
}) {
  const id = useId()
  const { zone } = props
  const [start, setStart] = useState(() => toZoneInput(props.window.start, zone))
  const [end, setEnd] = useState(() => toZoneInput(props.window.end, zone))
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const window = { start: fromZoneInput(start, zone), end: fromZoneInput(end, zone) }
    if (window.start === undefined || window.end === undefined) setProblem('Enter both times.')
    else if (window.start > window.end) setProblem(windowOrderMessage)
    else props.onWindow({ start: window.start, end: window.end })
  }
  const zoneText =
    zone === undefined
      ? `Both in your time zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`
      : `Both in ${zone}.`
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
      <Field id={`${id}-end`} label="Ends" hint={zoneText}>
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
