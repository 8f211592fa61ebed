'use client'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FilterChip } from '@/components/ui/filter-chip'
import { inputLook } from '@/components/ui/input-look'
import { cleanParty, partyProblem } from '@/lib/rules/call-party'

/** Who called or was called, by the beginning of the number or SIP address. */
export function PartyFilter(props: { label: string; value: string; onValue: (value: string) => void }) {
  return (
    <FilterChip
      label={props.label}
      value={props.value && `${props.value}…`}
      onClear={() => props.onValue('')}
    >
      {(close) => (
        <PartyForm
          {...props}
          onValue={(value) => {
            props.onValue(value)
            close()
          }}
        />
      )}
    </FilterChip>
  )
}

function PartyForm(props: { label: string; value: string; onValue: (value: string) => void }) {
  const id = useId()
  const [written, setWritten] = useState(props.value)
  const [problem, setProblem] = useState<string>()
  const cleaned = cleanParty(written)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = partyProblem(cleaned)
    if (found) setProblem(found)
    else props.onValue(cleaned)
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <Field
        id={id}
        label={`${props.label} begins with`}
        error={problem}
        hint={
          cleaned !== written.trim() && !partyProblem(cleaned) ? (
            <>
              Searches for <b className="font-mono font-medium text-text">{cleaned}</b>.
            </>
          ) : (
            'A number in any spelling, with its country code, or the beginning of a SIP address.'
          )
        }
      >
        {(aria) => (
          <input
            type="text"
            inputMode="tel"
            autoComplete="off"
            spellCheck={false}
            placeholder="+4670"
            value={written}
            onChange={(event) => {
              setWritten(event.target.value)
              setProblem(undefined)
            }}
            {...aria}
            className={`${inputLook} font-mono`}
          />
        )}
      </Field>
      <Button type="submit" className="self-end">
        Search
      </Button>
    </form>
  )
}
