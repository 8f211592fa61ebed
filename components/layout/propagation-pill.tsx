'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useSyncExternalStore, type ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { LiveRegion } from '@/components/ui/live-region'
import { Name } from '@/components/ui/name'
import { projectPath } from '@/lib/client/page-path'
import { propagationQuery, type Propagating } from '@/lib/client/propagation'
import { shortTime } from '@/lib/format'
import { PillPopover } from './pill-popover'

/** How long the vendor says a change takes. */
const wholeSeconds = 60
const tickMs = 1000

interface Pending extends Propagating {
  /** By this browser's clock; the server's may differ. */
  endsAt: number
}

/**
 * Counts down while a change is on its way to the vendor's SIP edge: of one trunk, or in the header of every page of all trunks of the
 * project. Pressing it says what was changed, when, and by when it arrives.
 */
export function PropagationPill({ projectId, trunkId }: { projectId: string; trunkId?: string }) {
  const now = useSyncExternalStore(subscribe, nowInSeconds, () => 0) * tickMs
  const { data, dataUpdatedAt } = useQuery(propagationQuery(projectId))
  const pending = (data ?? [])
    .filter((item) => trunkId === undefined || item.trunkId === trunkId)
    .map((item): Pending => ({ ...item, endsAt: dataUpdatedAt + item.secondsLeft * tickMs }))
    .filter(({ endsAt }) => endsAt > now && now > 0)
  const last = pending.reduce<Pending | undefined>(
    (latest, item) => (latest && latest.endsAt >= item.endsAt ? latest : item),
    undefined,
  )
  const isArrived = now > 0 && last === undefined && data?.some((item) => item.trunkId === trunkId) === true
  const left = last && Math.min(wholeSeconds, Math.ceil((last.endsAt - now) / tickMs))
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
      {last && left !== undefined && (
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

function subscribe(tick: () => void) {
  const timer = setInterval(tick, tickMs)
  return () => clearInterval(timer)
}

function nowInSeconds() {
  return Math.floor(Date.now() / tickMs)
}
