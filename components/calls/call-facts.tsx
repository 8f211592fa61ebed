'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { projectPath } from '@/lib/client/page-path'
import { durationText, moneyText, phoneText } from '@/lib/format'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { countryName } from '@/lib/rules/country-name'
import { sipCodeWord } from '@/lib/rules/sip-codes-words'
import { isForwarded } from './forwarded'
import { CallDirection } from './call-words'

const relationships: Readonly<Record<string, string>> = {
  initial: 'First record',
  forwarded: 'Forwarded on',
}

/** What a call record says, by name. */
export function CallFacts(props: {
  projectId: string
  call: ArchivedCall
  trunkName: string | undefined
  isLive: boolean
}) {
  const { call } = props
  return (
    <>
      {!call.isEnriched && (
        <p role="note" className="mx-4 mt-3 rounded bg-info-soft px-3 py-2 text-sm">
          {props.isLive
            ? 'SIP code, countries, region and quality are not in live records. The archive has them some minutes after the call.'
            : 'Not enriched yet: SIP code, countries, region and quality come with the vendor’s export, some minutes after the call.'}
        </p>
      )}
      <dl className="flex flex-col gap-1.5 px-4 py-3">
        <Fact name="Direction">
          <CallDirection direction={call.direction} />
        </Fact>
        <CopiedFact
          name="From"
          hint={countryName(call.fromCountry)}
          value={call.from}
          shown={phoneText(call.from)}
        />
        <CopiedFact name="To" hint={countryName(call.toCountry)} value={call.to} shown={phoneText(call.to)} />
        <Fact name="Trunk">
          {call.trunkId && (
            <Link
              href={projectPath(props.projectId, 'trunks', call.trunkId)}
              className="text-accent-text underline-offset-2 hover:underline"
            >
              {props.trunkName ?? 'Open the trunk'}
            </Link>
          )}
        </Fact>
        <CopiedFact name="Trunk id" value={call.trunkId} />
        <Fact name="Duration" hint={call.direction === 'INBOUND' ? 'with ringing' : 'from answer to end'}>
          {call.durationSeconds !== null && durationText(call.durationSeconds)}
        </Fact>
        <Fact name="Billed">
          {call.billingDurationSeconds !== null && durationText(call.billingDurationSeconds)}
        </Fact>
        <Fact name="Price per minute">{call.pricePerMinute && moneyText(call.pricePerMinute)}</Fact>
        <Fact name="Price">{call.price ? moneyText(call.price) : 'Not charged yet'}</Fact>
        <Fact name="SIP code">
          {call.sipCode !== null && (
            <>
              <span className="font-mono text-sm">{call.sipCode}</span> {sipCodeWord(call.sipCode)}
            </>
          )}
        </Fact>
        <Fact name="Cause code">{call.causeCode !== null && String(call.causeCode)}</Fact>
        <Fact name="Region">{call.region}</Fact>
        <Fact name="Quality (MOS)" hint="1 to 5">
          {call.mos !== null && call.mos.toFixed(2)}
        </Fact>
        <Fact name="Transport">
          {call.transport && `${call.transport}${call.port === null ? '' : `, port ${call.port}`}`}
        </Fact>
        <Fact name="Emergency call">
          {call.isEnriched || call.emergency ? (call.emergency ? 'Yes' : 'No') : ''}
        </Fact>
        {isForwarded(call) && (
          <Fact name="Forwarding">{relationships[call.relationship] ?? call.relationship}</Fact>
        )}
        <CopiedFact name="Call id" value={call.callId} />
        <CopiedFact name="Capture id" value={call.pcapId} />
        <CopiedFact name="Group id" value={call.groupId === call.callId ? '' : call.groupId} />
      </dl>
    </>
  )
}

function Fact({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-baseline justify-between gap-4">
      <dt className="shrink-0 text-muted">
        {name}
        {hint && <span className="ml-1.5 text-xs text-faint">{hint}</span>}
      </dt>
      <dd className="min-w-0 text-right break-words">
        {children || children === 0 ? children : <span className="text-faint">–</span>}
      </dd>
    </div>
  )
}

function CopiedFact(props: { name: string; hint?: string; value: string; shown?: string }) {
  const { name, value } = props
  return (
    <Fact name={name} hint={props.hint}>
      {value && (
        <span className="inline-flex max-w-full items-center gap-1">
          <span className="min-w-0 truncate font-mono text-sm" title={value}>
            {props.shown ?? value}
          </span>
          <CopyButton value={value} label={`Copy ${name.toLowerCase()}`} />
        </span>
      )}
    </Fact>
  )
}
