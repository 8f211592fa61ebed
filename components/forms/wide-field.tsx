'use client'
import { useFormContext } from 'react-hook-form'
import { z } from 'zod'
import { TextField } from './fields'

/** The part of a form's schema for the confirmation; whether it is needed and right is for the server to say. */
export const confirmation = { confirmWideRanges: z.string().trim().default('') }

/** The field in which ranges that let in a good part of the internet are confirmed by name; without need it is not there. */
export function WideField({
  reason,
  name,
  field = 'confirmWideRanges',
}: {
  reason: string | undefined
  name: string
  /** The path of the field where the form holds more than the list. */
  field?: string
}) {
  const { getFieldState, formState } = useFormContext()
  // The server may know of ranges that this page has not seen yet, and its refusal needs the field.
  const isRefused = getFieldState(field, formState).error !== undefined
  if (reason === undefined && !isRefused) return null
  return (
    <div className="flex flex-col gap-2 rounded-lg bg-bad-soft px-4 py-3">
      {reason && <p className="font-medium">{reason}</p>}
      <TextField
        name={field}
        label={name ? `Write “${name}” to confirm` : 'Write the name of the list to confirm'}
        spellCheck={false}
      />
    </div>
  )
}
