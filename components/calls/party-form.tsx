'use client'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { cleanParty, partyProblem } from '@/lib/rules/call-party'

type Part = 'begins with' | 'ends with'
const parts: readonly Part[] = ['begins with', 'ends with']

/** Who called or was called, by the beginning of the number or SIP address or by the last digits of the number. */
export function PartyForm(props: { label: string; value: string; onValue: (value: string) => void }) {
  const id = useId()
  const [part, setPart] = useState<Part>(props.value.startsWith('*') ? 'ends with' : 'begins with')
  const [written, setWritten] = useState(props.value.replace(/^\*/, ''))
  const [problem, setProblem] = useState<string>()
  const searched = searchedParty(written, part)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = partyProblem(searched)
    if (found) setProblem(found)
    else props.onValue(searched)
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <Field
        id={id}
        label={`${props.label} ${part}`}
        error={problem}
        hint={
          searched !== '' && !partyProblem(searched) && searched.replace(/^\*/, '') !== written.trim() ? (
            <>
              Searches for{' '}
              <b className="font-mono font-medium text-text">
                {part === 'ends with' ? `…${searched.slice(1)}` : searched}
              </b>
              .
            </>
          ) : part === 'begins with' ? (
            'A number in any spelling, with its country code, or the beginning of a SIP address.'
          ) : (
            'Two digits or more, in any spelling.'
          )
        }
      >
        {(aria) => (
          <input
            type="text"
            autoFocus
            inputMode="tel"
            autoComplete="off"
            spellCheck={false}
            placeholder={part === 'begins with' ? '+4670' : '4567'}
            value={written}
            onChange={(event) => {
              const { value } = event.target
              // Whoever writes or pastes a star or dots first means last digits.
              if (/^\s*[*…]/.test(value)) setPart('ends with')
              setWritten(value.replace(/^\s*[*…]/, ''))
              setProblem(undefined)
            }}
            {...aria}
            className={`${inputLook} font-mono`}
          />
        )}
      </Field>
      <div role="radiogroup" aria-label="Compared by" className="flex gap-4">
        {parts.map((one) => (
          <label key={one} className="flex min-h-6 cursor-pointer items-center gap-1.5">
            <input
              type="radio"
              name={`${id}-part`}
              checked={part === one}
              onChange={() => {
                setPart(one)
                setProblem(undefined)
              }}
              className="accent-accent"
            />
            {one === 'begins with' ? 'Beginning' : 'Last digits'}
          </label>
        ))}
      </div>
      <Button type="submit" className="self-end">
        Search
      </Button>
    </form>
  )
}

/** What is searched for: the cleaned beginning, or the digits of what was written behind a star. */
export function searchedParty(written: string, part: Part): string {
  if (part === 'begins with' || written.trim() === '') return cleanParty(written)
  // A country code in front of last digits is still digits, so its plus says nothing.
  return cleanParty(`*${cleanParty(written).replace(/^\+/, '')}`)
}
