'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { LiveRegion } from '@/components/ui/live-region'
import { Name } from '@/components/ui/name'
import { projectPath } from '@/lib/client/page-path'
import { shortTime } from '@/lib/format'
import { PillPopover } from './pill-popover'
import { usePropagating, wholeSeconds, type Pending } from './use-propagating'

/**
 * Counts down while a change is on its way to the vendor's SIP edge: of one trunk, or in the header of every page of all trunks of the
 * project. Pressing it says what was changed, when, and by when it arrives.
 */
export function PropagationPill({ projectId, trunkId }: { projectId: string; trunkId?: string }) {
  const { pending, last, secondsLeft: left, isArrived } = usePropagating(projectId, trunkId)
  return (
    <>
      {/* Once when it begins and once when it ends: nobody wants sixty seconds read out. */}
      {trunkId !== undefined && (
        <LiveRegion>
          {last
            ? `${last.reason}. It is on its way to the SIP edge.`
            : isArrived
              ? 'The change has arrived at the SIP edge.'
              : ''}
        </LiveRegion>
      )}
      {last && (
        <PillPopover
          label="On its way to the SIP edge"
          pill={
            <Badge tone="info" icon={<Clock share={left / wholeSeconds} />}>
              {trunkId === undefined ? (
                <span>
                  <span className="max-lg:sr-only">Propagating,</span> {left} s
                  <span className="sr-only"> left</span>
                </span>
              ) : (
                `Propagating, ${left} s left`
              )}
            </Badge>
          }
        >
          {(close) => (
            <div className="flex flex-col gap-3">
              <ul className="flex flex-col gap-2">
                {pending.map((item) => (
                  <li key={item.trunkId}>
                    <TrunkName item={item} projectId={projectId} isOne={trunkId !== undefined} onGo={close} />
                    <p className="wrap-anywhere">{item.reason}</p>
                    <p className="text-sm text-muted">
                      Changed at {shortTime(item.changedAt)}, arrives by {shortTime(item.endsAt)}
                    </p>
                  </li>
                ))}
              </ul>
              <p className="text-sm text-muted">
                The vendor takes about a minute to carry a change to its SIP edge. A test call before that may
                still meet what was there before.
              </p>
            </div>
          )}
        </PillPopover>
      )}
    </>
  )
}

function TrunkName(props: { item: Pending; projectId: string; isOne: boolean; onGo: () => void }): ReactNode {
  const { trunkId, trunkName } = props.item
  if (props.isOne) return null
  return (
    <Link
      href={projectPath(props.projectId, 'trunks', trunkId)}
      onClick={props.onGo}
      className="block font-medium underline underline-offset-2"
    >
      <Name>{trunkName ?? trunkId}</Name>
    </Link>
  )
}

// A radius of 4 with a stroke as wide as 8 is a full disc of which a share is drawn.
const around = 2 * Math.PI * 4

function Clock({ share }: { share: number }) {
  return (
    <svg aria-hidden viewBox="0 0 18 18" className="-rotate-90">
      <circle cx="9" cy="9" r="8.25" fill="none" stroke="currentColor" strokeWidth="1.5" opacity="0.35" />
      <circle
        cx="9"
        cy="9"
        r="4"
        fill="none"
        stroke="currentColor"
        strokeWidth="8"
        strokeDasharray={`${share * around} ${around}`}
      />
    </svg>
  )
}
