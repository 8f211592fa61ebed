'use client'
import type { ReactNode } from 'react'
import { durationText, fixedMoneyText } from '@/lib/format'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { countryName } from '@/lib/rules/country-name'
import { sipCodeWord } from '@/lib/rules/sip-codes-words'
import type { ColumnKey } from './column-choice'
import { CallTime } from './reader-zone'

/** What a call says in one of the columns that are shown by choice only. */
export function RareCell({ column, call }: { column: ColumnKey; call: ArchivedCall }): ReactNode {
  const nothing = <span className="text-faint">–</span>
  switch (column) {
    case 'country': {
      // The other side: called by outbound calls, calling in inbound ones.
      const code = call.direction === 'INBOUND' ? call.fromCountry : call.toCountry
      return code ? countryName(code) : nothing
    }
    case 'sipCode':
      return call.sipCode === null ? (
        nothing
      ) : (
        <>
          <span className="font-mono text-sm">{call.sipCode}</span>{' '}
          <span className="text-muted">{sipCodeWord(call.sipCode)}</span>
        </>
      )
    case 'answered':
      return call.answerTime === null ? nothing : <CallTime value={call.answerTime} form="moment" />
    case 'ended':
      return call.endTime === null ? nothing : <CallTime value={call.endTime} form="moment" />
    case 'billed':
      return call.billingDurationSeconds === null ? '–' : durationText(call.billingDurationSeconds)
    case 'pricePerMinute':
      return call.pricePerMinute === null ? '–' : fixedMoneyText(call.pricePerMinute)
    case 'mos':
      return call.mos === null ? '–' : call.mos.toFixed(2)
    case 'region':
    case 'transport':
      return call[column] || nothing
    case 'emergency':
      return call.emergency ? 'Emergency' : nothing
    case 'callId':
      return (
        <span className="block max-w-52 truncate font-mono text-sm" title={call.callId}>
          {call.callId}
        </span>
      )
    default:
      return nothing
  }
}
