'use client'
import { useMemo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { TextField } from '@/components/forms/fields'
import { covers, spanOf, unionOf, type Cidr } from '@/lib/rules/cidr'
import { wideReason } from '@/lib/rules/cidr-lint'
import { cidrOf, type IpRange } from './list-row'

/** The part of a form's schema for the confirmation; whether it is needed and right is for the server to say. */
export const confirmation = { confirmWideRanges: z.string().trim().default('') }

/** Why these ranges need a typed confirmation when `before` is let in already; undefined when they do not. */
export function wideGrowth(ranges: readonly Cidr[], before: readonly Cidr[] = []): string | undefined {
  const reason = wideReason(ranges)
  const union = (these: readonly Cidr[]) => unionOf(these.map(spanOf).filter((span) => span !== undefined))
  return reason !== undefined && !covers(union(before), union(ranges)) ? reason : undefined
}

/** The field in which ranges that let in a good part of the internet are confirmed by name; without need it is not there. */
export function WideField({ reason, name }: { reason: string | undefined; name: string }) {
  const { getFieldState, formState } = useFormContext()
  // The server may know of ranges that this page has not seen yet, and its refusal needs the field.
  const isRefused = getFieldState('confirmWideRanges', formState).error !== undefined
  if (reason === undefined && !isRefused) return null
  return (
    <div className="flex flex-col gap-2 rounded-lg bg-bad-soft px-4 py-3">
      {reason && <p className="font-medium">{reason}</p>}
      <TextField
        name="confirmWideRanges"
        label={name ? `Write “${name}” to confirm` : 'Write the name of the list to confirm'}
        spellCheck={false}
      />
    </div>
  )
}

/** The same for a list as it stands, while the switch named `when` is on. */
export function ConfirmWideField(props: {
  ranges: readonly IpRange[]
  name: string
  when: string
  /** It is on already, so that nobody is let in anew. */
  wasOn: boolean
}) {
  const isOn = useWatch({ name: props.when }) === true && !props.wasOn
  const typedName: unknown = useWatch({ name: 'name' })
  const reason = useMemo(() => wideGrowth(props.ranges.map(cidrOf)), [props.ranges])
  const name = typeof typedName === 'string' ? typedName.trim() : props.name
  return <WideField reason={isOn ? reason : undefined} name={name} />
}
