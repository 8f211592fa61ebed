'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Drawer } from '@/components/ui/drawer'
import { IconButton } from '@/components/ui/icon-button'
import { projectPath } from '@/lib/client/page-path'
import { durationText, exactTime, moneyText, phoneText } from '@/lib/format'
import { explainResult } from '@/lib/rules/sip-codes'
import { CallDirection, CallResultBadge } from './call-words'
import type { Call } from './calls-query'
import { PcapDownload } from './pcap-download'

/** Everything a call record says, and what to check when the call failed. */
export function CallDrawer(props: {
  projectId: string
  call: Call
  trunkName: string | undefined
  onStep: (direction: 1 | -1) => void
  hasPrevious: boolean
  hasNext: boolean
  onClose: () => void
}) {
  const { call, projectId } = props
  return (
    <Drawer
      label="Call"
      title={<CallResultBadge result={call.callResult} />}
      onStep={props.onStep}
      onClose={props.onClose}
      actions={
        <>
          <IconButton
            label="Previous call"
            icon={<ChevronUp />}
            disabled={!props.hasPrevious}
            onClick={() => props.onStep(-1)}
          />
          <IconButton
            label="Next call"
            icon={<ChevronDown />}
            disabled={!props.hasNext}
            onClick={() => props.onStep(1)}
          />
        </>
      }
    >
      {/* A new call mounts anew: it takes the focus, so that the arrow keys work, and its row is brought into sight. */}
      <div key={call.callId} ref={showRow}>
        <Explanation call={call} projectId={projectId} />
        <dl className="flex flex-col gap-1.5 px-4 py-3">
          <Fact name="Created">{call.createTime && exactTime(call.createTime)}</Fact>
          <Fact name="Answered">{call.answerTime ? exactTime(call.answerTime) : 'Never'}</Fact>
          <Fact name="Ended">{call.endTime && exactTime(call.endTime)}</Fact>
          <Fact name="Direction">
            <CallDirection direction={call.direction} />
          </Fact>
          <CopiedFact name="From" value={call.from} shown={phoneText(call.from)} />
          <CopiedFact name="To" value={call.to} shown={phoneText(call.to)} />
          <Fact name="Trunk">
            {call.trunkId && (
              <Link
                href={projectPath(projectId, 'trunks', call.trunkId)}
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
          <CopiedFact name="Call id" value={call.callId} />
          <CopiedFact name="Capture id" value={call.pcapId} />
          <CopiedFact name="Project" value={call.projectId} />
        </dl>
        <div className="border-t px-4 py-3">
          <h3 className="mb-2 text-sm font-semibold">Packet capture (PCAP)</h3>
          <PcapDownload projectId={projectId} call={call} />
        </div>
      </div>
    </Drawer>
  )
}

function Explanation({ call, projectId }: { call: Call; projectId: string }) {
  const { meaning, causes } = explainResult(call)
  return (
    <div className="border-b px-4 py-3">
      <p>{meaning}</p>
      {causes.length > 0 && (
        <>
          <p className="mt-1 text-sm text-muted">
            Calls that are read live carry no SIP code. Check these in order
            {call.trunkId ? (
              <>
                {' '}
                on{' '}
                <Link href={projectPath(projectId, 'trunks', call.trunkId)} className="underline">
                  the trunk
                </Link>{' '}
                and the PBX:
              </>
            ) : (
              ':'
            )}
          </p>
          <ol className="mt-2 flex flex-col gap-2.5">
            {causes.map(({ code, meaning: cause, check }) => (
              <li key={cause}>
                <p className="font-medium">
                  {cause} {code !== undefined && <span className="font-mono text-sm text-faint">{code}</span>}
                </p>
                <p className="text-sm text-muted">{check}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
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

function CopiedFact({ name, value, shown }: { name: string; value: string; shown?: string }) {
  return (
    <Fact name={name}>
      {value && (
        <span className="inline-flex max-w-full items-center gap-1">
          <span className="min-w-0 truncate font-mono text-sm" title={value}>
            {shown ?? value}
          </span>
          <CopyButton value={value} label={`Copy ${name.toLowerCase()}`} />
        </span>
      )}
    </Fact>
  )
}

function showRow(content: HTMLElement | null) {
  const drawer = content?.closest('aside')
  if (!drawer) return
  // A button of the drawer that asked for the next call keeps the focus.
  if (!drawer.contains(document.activeElement)) drawer.focus({ preventScroll: true })
  document.querySelector('main tr[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
}
