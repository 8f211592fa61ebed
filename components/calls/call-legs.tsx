'use client'
import type { MouseEvent } from 'react'
import { durationText, fixedMoneyText, phoneText } from '@/lib/format'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { CallDirection, CallResultBadge } from './call-words'

/** The other records of a forwarded call, each with the way to it. */
export function CallLegs(props: { legs: readonly ArchivedCall[]; onOpen: (callId: string) => void }) {
  const open = (event: MouseEvent, callId: string) => {
    // In another tab it is an address like any other.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    props.onOpen(callId)
  }
  return (
    <section aria-label="Forwarded" className="border-b px-4 py-3">
      <h3 className="mb-1 text-sm font-semibold">Forwarded</h3>
      <p className="mb-2 text-sm text-muted">
        One call with {props.legs.length + 1} records, each charged by itself. The{' '}
        {props.legs.length === 1 ? 'other one' : 'others'}:
      </p>
      <ul className="flex flex-col gap-2">
        {props.legs.map((leg) => (
          <li key={leg.callId}>
            <a
              href={addressOf(leg.callId)}
              onClick={(event) => open(event, leg.callId)}
              className="block rounded border border-line-strong px-3 py-2 hover:bg-sunken"
            >
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <CallDirection direction={leg.direction} />
                <CallResultBadge result={leg.callResult} />
              </span>
              <span className="mt-1 block truncate font-mono text-sm">
                {phoneText(leg.from)} → {phoneText(leg.to)}
              </span>
              <span className="block text-sm text-muted">
                {leg.durationSeconds === null ? 'No duration yet' : durationText(leg.durationSeconds)},{' '}
                {leg.price === null ? 'not charged yet' : fixedMoneyText(leg.price)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

// The drawer exists in the browser only.
function addressOf(callId: string): string {
  const search = new URLSearchParams(window.location.search)
  search.set('call', callId)
  return `?${search.toString()}`
}
