'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Drawer } from '@/components/ui/drawer'
import { IconButton } from '@/components/ui/icon-button'
import { OutcomeBadge } from '@/components/ui/outcome-badge'
import type { Activity } from '@/lib/client/activity'
import { exactTime } from '@/lib/format'
import { changeText } from '@/lib/rules/change-text'
import { ChangedObject } from './changed-object'
import { FieldChanges } from './field-changes'

/** Everything that was recorded of one write. */
export function ActivityDrawer(props: {
  entry: Activity
  projectId: string | undefined
  onStep: (direction: 1 | -1) => void
  hasPrevious: boolean
  hasNext: boolean
  onClose: () => void
}) {
  const { entry } = props
  return (
    <Drawer
      label="Entry"
      title={changeText(entry.action, entry.outcome === 'ok')}
      onStep={props.onStep}
      onClose={props.onClose}
      actions={
        <>
          <IconButton
            label="Newer entry"
            icon={<ChevronUp />}
            disabled={!props.hasPrevious}
            onClick={() => props.onStep(-1)}
          />
          <IconButton
            label="Older entry"
            icon={<ChevronDown />}
            disabled={!props.hasNext}
            onClick={() => props.onStep(1)}
          />
        </>
      }
    >
      {/* A new entry mounts anew: it takes the focus, so that the arrow keys work. */}
      <div key={entry.id} ref={takeFocus}>
        <div className="flex flex-col items-start gap-1.5 border-b px-4 py-3">
          <OutcomeBadge outcome={entry.outcome} />
          {entry.note && <p className="break-words">{entry.note}</p>}
          {entry.outcome === 'unknown' && (
            <p className="text-muted">
              The intent was recorded and no answer after it: it may have happened. Look at the object.
            </p>
          )}
        </div>
        <dl className="flex flex-col gap-1.5 px-4 py-3">
          <Fact name="Object">
            <ChangedObject entry={entry} projectId={props.projectId} />
          </Fact>
          <CopiedFact name="Object id" value={entry.target} />
          <Fact name="Person">{entry.actor || 'Nobody signed in'}</Fact>
          <CopiedFact name="Address" value={entry.address} />
          <Fact name="Begun">{exactTime(entry.at)}</Fact>
          <Fact name="Ended">{entry.finishedAt && exactTime(entry.finishedAt)}</Fact>
          <CopiedFact name="Action" value={entry.action} />
          <CopiedFact name="Request id" value={entry.requestId} />
        </dl>
        <div className="border-t px-4 py-3">
          <FieldChanges entry={entry} />
        </div>
      </div>
    </Drawer>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-start justify-between gap-4">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 text-right break-words">{children || <span className="text-faint">–</span>}</dd>
    </div>
  )
}

function CopiedFact({ name, value }: { name: string; value: string | null }) {
  return (
    <Fact name={name}>
      {value && (
        <span className="inline-flex max-w-full items-center gap-1">
          <span className="min-w-0 truncate font-mono text-sm" title={value}>
            {value}
          </span>
          <CopyButton value={value} label={`Copy ${name.toLowerCase()}`} />
        </span>
      )}
    </Fact>
  )
}

function takeFocus(content: HTMLElement | null) {
  const drawer = content?.closest('aside')
  // A button of the drawer that asked for the next entry keeps the focus.
  if (drawer && !drawer.contains(document.activeElement)) drawer.focus({ preventScroll: true })
  document.querySelector('main tr[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
}
