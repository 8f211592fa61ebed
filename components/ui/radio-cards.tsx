'use client'
import { useId, type ReactNode } from 'react'

/** One choice with the sentence that says what it means. */
export interface RadioCard<Value> {
  value: Value
  title: string
  says?: ReactNode
}

/** A question with a few answers, of which each is explained. */
export function RadioCards<Value extends string | boolean>(props: {
  legend: string
  /** What is said of the question itself. */
  hint?: ReactNode
  cards: readonly RadioCard<Value>[]
  value: Value | undefined
  error?: string
  onValue: (value: Value) => void
  onBlur?: () => void
}) {
  const name = useId()
  const described = [props.hint && `${name}-hint`, props.error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" aria-describedby={described || undefined}>
      <legend className="mb-1 font-medium">{props.legend}</legend>
      {props.hint && (
        <p id={`${name}-hint`} className="-mt-1 text-sm text-muted">
          {props.hint}
        </p>
      )}
      <div className={`grid gap-2 ${props.cards.length > 2 ? 'sm:grid-cols-3' : 'sm:grid-cols-2'}`}>
        {props.cards.map(({ value, title, says }) => (
          <label
            key={title}
            className="flex cursor-pointer items-start gap-2 rounded border border-line-strong px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              checked={props.value === value}
              onChange={() => props.onValue(value)}
              onBlur={props.onBlur}
              aria-invalid={props.error ? true : undefined}
              className="mt-1 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block font-medium">{title}</span>
              {says && <span className="block text-sm text-muted">{says}</span>}
            </span>
          </label>
        ))}
      </div>
      {props.error && (
        <p id={`${name}-error`} className="text-sm text-bad">
          {props.error}
        </p>
      )}
    </fieldset>
  )
}
