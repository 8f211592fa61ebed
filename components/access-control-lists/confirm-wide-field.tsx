'use client'
import { useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import { WideField } from '@/components/forms/wide-field'
import { covers, spanOf, unionOf, type Cidr } from '@/lib/rules/cidr'
import { wideReason } from '@/lib/rules/cidr-lint'
import { cidrOf, type IpRange } from './list-row'

/** Why these ranges need a typed confirmation when `before` is let in already; undefined when they do not. */
export function wideGrowth(ranges: readonly Cidr[], before: readonly Cidr[] = []): string | undefined {
  const reason = wideReason(ranges)
  const union = (these: readonly Cidr[]) => unionOf(these.map(spanOf).filter((span) => span !== undefined))
  return reason !== undefined && !covers(union(before), union(ranges)) ? reason : undefined
}

/** The confirmation for a list as it stands, while the switch named `when` is on. */
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
