'use client'
import { cx } from 'class-variance-authority'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'

/** A field of many lines for IP ranges. */
export function RangesArea({
  label,
  error,
  hint,
  ...area
}: { label: string; error?: string; hint?: ReactNode } & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <Field id={id} label={label} error={error} hint={hint}>
      {(aria) => (
        <textarea
          rows={6}
          spellCheck={false}
          autoComplete="off"
          placeholder={'203.0.113.10 - PBX 1\n198.51.100.0/28'}
          {...area}
          {...aria}
          className={cx(inputLook, 'resize-y font-mono text-sm whitespace-pre')}
        />
      )}
    </Field>
  )
}

/** How ranges are written, for the hint of a field that takes them. */
export const rangesHint =
  'One a line, as an address or in CIDR form; a description may follow after “ - ”. IPv4 only.'
