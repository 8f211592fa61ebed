'use client'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { readPrice, readSeconds, writtenSeconds } from './range-values'

const kinds = {
  duration: {
    least: 'At least',
    most: 'At most',
    hint: 'Seconds, or minutes and seconds as 1:30. Inbound calls are counted with their ringing.',
    placeholder: '1:30',
    problem: 'Write a duration as seconds, such as 90, or as 1:30.',
    read: readSeconds,
    write: writtenSeconds,
  },
  price: {
    least: 'At least',
    most: 'At most',
    hint: 'In the currency of each call. Calls without a price yet are left out.',
    placeholder: '0.05',
    problem: 'Write a price as a number, such as 0.05.',
    read: readPrice,
    write: String,
  },
} as const

/** Two bounds, of which either may be left open. */
export function RangeForm(props: {
  kind: keyof typeof kinds
  least: number | undefined
  most: number | undefined
  onRange: (least: number | undefined, most: number | undefined) => void
}) {
  const id = useId()
  const kind = kinds[props.kind]
  const [least, setLeast] = useState(props.least === undefined ? '' : kind.write(props.least))
  const [most, setMost] = useState(props.most === undefined ? '' : kind.write(props.most))
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [from, to] = [least, most].map((text) => (text.trim() === '' ? undefined : kind.read(text)))
    if (from === null || to === null) setProblem(kind.problem)
    else if (from !== undefined && to !== undefined && from > to)
      setProblem('The lower bound is above the upper one. Swap the two.')
    else props.onRange(from, to)
  }
  const field = (name: string, label: string, value: string, set: (value: string) => void) => (
    <Field
      id={`${id}-${name}`}
      label={label}
      error={name === 'least' ? problem : undefined}
      hint={name === 'most' ? kind.hint : undefined}
    >
      {(aria) => (
        <input
          type="text"
          autoFocus={name === 'least'}
          inputMode="text"
          autoComplete="off"
          placeholder={kind.placeholder}
          value={value}
          onChange={(event) => {
            set(event.target.value)
            setProblem(undefined)
          }}
          {...aria}
          className={inputLook}
        />
      )}
    </Field>
  )
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      {field('least', kind.least, least, setLeast)}
      {field('most', kind.most, most, setMost)}
      <Button type="submit" className="self-end">
        Search
      </Button>
    </form>
  )
}
