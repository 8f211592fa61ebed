'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Drawer } from '@/components/ui/drawer'
import { IconButton } from '@/components/ui/icon-button'
import { projectPath } from '@/lib/client/page-path'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { explainResult } from '@/lib/rules/sip-codes'
import { CallFacts } from './call-facts'
import { CallLegs } from './call-legs'
import { CallTimeline } from './call-timeline'
import { CallResultBadge } from './call-words'
import { PcapDownload } from './pcap-download'

// At the last call the button that was pressed keeps the focus.
const stepLook = 'aria-disabled:cursor-not-allowed aria-disabled:opacity-60'

/** Everything a call record says, and what to check when the call failed. */
export function CallDrawer(props: {
  projectId: string
  call: ArchivedCall
  /** The other records of the same forwarded call; undefined while they are read or where there are none. */
  legs: readonly ArchivedCall[] | undefined
  trunkName: string | undefined
  /** The record was read live, which never says how the call was signalled. */
  isLive: boolean
  onOpen: (callId: string) => void
  onStep: (direction: 1 | -1) => void
  hasPrevious: boolean
  hasNext: boolean
  onClose: () => void
}) {
  const { call, projectId } = props
  return (
    <Drawer
      label="Call"
      title={
        <span className="flex items-center gap-2">
          <CallResultBadge result={call.callResult} />
          {call.emergency && <Badge tone="bad">Emergency</Badge>}
        </span>
      }
      onStep={props.onStep}
      onClose={props.onClose}
      actions={
        <>
          <IconButton
            label="Previous call"
            icon={<ChevronUp />}
            aria-disabled={!props.hasPrevious || undefined}
            className={stepLook}
            onClick={() => props.onStep(-1)}
          />
          <IconButton
            label="Next call"
            icon={<ChevronDown />}
            aria-disabled={!props.hasNext || undefined}
            className={stepLook}
            onClick={() => props.onStep(1)}
          />
        </>
      }
    >
      {/* A new call mounts anew: it takes the focus, so that the arrow keys work, and its row is brought into sight. */}
      <div key={call.callId} ref={showRow}>
        <Explanation call={call} projectId={projectId} isLive={props.isLive} />
        <CallTimeline call={call} />
        {props.legs && props.legs.length > 0 && <CallLegs legs={props.legs} onOpen={props.onOpen} />}
        <CallFacts projectId={projectId} call={call} trunkName={props.trunkName} isLive={props.isLive} />
        <div className="border-t px-4 py-3">
          <h3 className="mb-2 text-sm font-semibold">Packet capture (PCAP)</h3>
          <PcapDownload projectId={projectId} call={call} />
        </div>
      </div>
    </Drawer>
  )
}

function Explanation(props: { call: ArchivedCall; projectId: string; isLive: boolean }) {
  const { call } = props
  const { meaning, causes } = explainResult(call)
  return (
    <div className="border-b px-4 py-3">
      <p>{meaning}</p>
      {causes.length > 0 && (
        <>
          <p className="mt-1 text-sm text-muted">
            {call.sipCode === null &&
              (props.isLive
                ? 'Calls that are read live carry no SIP code. '
                : call.isEnriched
                  ? 'The vendor named no SIP code. '
                  : 'The SIP code comes some minutes after the call. ')}
            {causes.length > 1 ? 'Check these in order' : 'Check this'}
            {call.trunkId ? (
              <>
                {' '}
                on{' '}
                <Link href={projectPath(props.projectId, 'trunks', call.trunkId)} className="underline">
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

function showRow(content: HTMLElement | null) {
  const drawer = content?.closest('aside')
  if (!drawer) return
  // A button of the drawer that asked for the next call keeps the focus.
  if (!drawer.contains(document.activeElement)) drawer.focus({ preventScroll: true })
  document.querySelector('main tr[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
}
