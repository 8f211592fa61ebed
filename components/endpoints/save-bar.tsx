'use client'
import { TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { countText } from '@/lib/format'
import { namesText, type Names } from './board-words'
import type { useBoard } from './use-board'

/** What there is to save of a new order, what was saved of it, and what somebody else did to it meanwhile. */
export function SaveBar({ board, names }: { board: ReturnType<typeof useBoard>; names: Names }) {
  const { writes, isSaving, report, movedElsewhere } = board
  if (writes.length === 0 && !report && movedElsewhere.length === 0) return <Keys />
  const isMoved = movedElsewhere.length > 0
  return (
    <section
      aria-label="Order not saved"
      data-unsaved=""
      className="sticky bottom-3 z-10 flex flex-col gap-2 rounded-lg border border-line-strong bg-raised px-4 py-3 shadow-lg"
    >
      {report && <Report report={report} names={names} />}
      {isMoved && (
        <p role="alert" className="flex items-start gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span>
            Someone else has moved {namesText(movedElsewhere, names)} while you were arranging. Nothing of
            theirs was overwritten: go on with your order, or take the board as it is now.
          </span>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <p className="flex-1 basis-48 text-muted">
          {isSaving ? 'Saving… ' : 'Not saved yet: '}
          {countText(writes.length, 'change')} will be sent.
        </p>
        <Button variant="quiet" onClick={board.discard} disabled={isSaving}>
          {isMoved ? 'Take the board as it is' : 'Discard'}
        </Button>
        {isMoved ? (
          <Button variant="primary" onClick={board.keepMine}>
            Keep my order
          </Button>
        ) : (
          <Button variant="primary" pending={isSaving} onClick={() => void board.save()}>
            {report ? 'Try the rest' : 'Save order'}
          </Button>
        )}
      </div>
    </section>
  )
}

function Report({
  report,
  names,
}: {
  report: NonNullable<ReturnType<typeof useBoard>['report']>
  names: Names
}) {
  const { saved, failed, reason, waiting } = report
  return (
    <div role="alert" className="rounded bg-bad-soft px-3 py-2">
      <p className="font-medium">The order was not saved as a whole.</p>
      <ul className="list-disc pl-5">
        {saved.length > 0 && <li>Saved: {namesText(saved, names)}.</li>}
        <li>
          {report.isUnknown ? 'Perhaps saved' : 'Not saved'}:{' '}
          {names.get(failed) ?? 'an endpoint that is gone'}. {reason}
        </li>
        {waiting.length > 0 && <li>Not sent yet: {namesText(waiting, names)}.</li>}
      </ul>
    </div>
  )
}

function Keys() {
  return (
    <p className="flex min-h-8 flex-wrap items-center gap-1.5 text-sm text-muted max-sm:hidden">
      <Kbd>Space</Kbd> pick up · <Kbd>↑</Kbd> <Kbd>↓</Kbd> move · <Kbd>Space</Kbd> put down · <Kbd>Esc</Kbd>{' '}
      put back
    </p>
  )
}
