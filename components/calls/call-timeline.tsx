'use client'
import { durationText } from '@/lib/format'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { CallTime } from './reader-zone'
import { callStages } from './call-stages'

/** From the beginning of a call to its end, with how long it rang and how long people talked. */
export function CallTimeline({ call }: { call: ArchivedCall }) {
  return (
    <ol aria-label="Timeline" className="border-b px-4 py-3">
      {callStages(call).map(({ name, at, thenSeconds, then }, index) => (
        <li key={name} className="relative pl-5">
          <span
            aria-hidden
            className={`absolute top-1.5 left-0 size-2 rounded-full ${at === undefined ? 'border border-line-strong' : 'bg-accent'}`}
          />
          {then !== undefined && (
            <span aria-hidden className="absolute top-4 bottom-0 left-[3.5px] w-px bg-line-strong" />
          )}
          <p className="flex items-baseline justify-between gap-3">
            <span className={index === 0 || at !== undefined ? undefined : 'text-muted'}>{name}</span>
            {at !== undefined && <CallTime value={at} form="exact" />}
          </p>
          {then !== undefined && (
            <p className="pb-1.5 text-sm text-muted">
              {then}
              {thenSeconds !== undefined && ` ${durationText(thenSeconds)}`}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
