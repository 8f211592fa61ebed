import type { ReactNode } from 'react'

/** What a control inside a field spreads on itself. */
export interface ControlProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** Label, hint and error around one control, tied together for assistive technology. */
export function Field(props: {
  id: string
  label: string
  hint?: ReactNode
  error?: string
  children: (control: ControlProps) => ReactNode
}) {
  const described = [props.hint && `${props.id}-hint`, props.error && `${props.id}-error`].filter(Boolean)
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={props.id} className="font-medium">
        {props.label}
      </label>
      {props.children({
        id: props.id,
        'aria-describedby': described.join(' ') || undefined,
        'aria-invalid': props.error ? true : undefined,
      })}
      {props.error && (
        <p id={`${props.id}-error`} className="text-sm text-bad">
          {props.error}
        </p>
      )}
      {props.hint && (
        <div id={`${props.id}-hint`} className="text-sm text-muted">
          {props.hint}
        </div>
      )}
    </div>
  )
}
