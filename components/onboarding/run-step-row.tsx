import { Check, CircleHelp, LoaderCircle, Pause, Pin, Undo2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { durationText } from '@/lib/format'
import type { RowState, RunRow } from './run-rows'

const looks: Record<RowState, { className: string; icon?: ReactNode; word: string }> = {
  waiting: { className: 'border text-muted', word: 'not begun' },
  now: { className: 'bg-accent text-on-accent', word: 'now' },
  doing: {
    className: 'bg-accent-soft text-accent-text',
    icon: <LoaderCircle className="turn" />,
    word: 'under way',
  },
  done: { className: 'bg-good-soft text-good', icon: <Check />, word: 'done' },
  failed: { className: 'bg-bad-soft text-bad', icon: <X />, word: 'failed' },
  unknown: { className: 'bg-warn-soft text-warn', icon: <CircleHelp />, word: 'outcome not known' },
  asking: { className: 'bg-warn-soft text-warn', icon: <CircleHelp />, word: 'needs a decision' },
  paused: { className: 'bg-warn-soft text-warn', icon: <Pause />, word: 'paused' },
  undoing: {
    className: 'bg-accent-soft text-accent-text',
    icon: <LoaderCircle className="turn" />,
    word: 'being taken back',
  },
  undone: { className: 'bg-sunken text-muted', icon: <Undo2 />, word: 'taken back' },
  kept: { className: 'bg-sunken text-muted', icon: <Pin />, word: 'left as it is' },
}

// What needs no second look is told by its mark alone, and by its word to whoever cannot see it.
const saidByMark: ReadonlySet<RowState> = new Set(['waiting', 'now', 'done'])

/** One step: its number or mark, what it does, what goes out letter by letter, and how long it took. */
export function RunStepRow({ row, number }: { row: RunRow; number: number }) {
  const { title, detail, note, state, secondsLeft } = row
  const { className, icon, word } = looks[state]
  return (
    <li
      aria-current={state === 'now' || state === 'doing' || state === 'undoing' ? 'step' : undefined}
      className="flex gap-3.5 py-2.5"
    >
      <span
        aria-hidden
        className={`inline-flex size-6 shrink-0 items-center justify-center rounded-full text-sm font-medium [&_svg]:size-3.5 ${className}`}
      >
        {icon ?? number}
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="font-medium wrap-anywhere">
          {title}
          <span className={saidByMark.has(state) ? 'sr-only' : 'font-normal text-muted'}>, {word}</span>
        </p>
        {detail && <p className="font-mono text-sm wrap-anywhere text-muted">{detail}</p>}
        {note && <p className="text-sm text-muted">{note}</p>}
      </div>
      <span className="shrink-0 pt-0.5 text-right text-muted tabular-nums">
        {secondsLeft === undefined ? tookText(row) : `${secondsLeft} s`}
      </span>
    </li>
  )
}

function tookText({ startedAt, finishedAt, state }: RunRow): string {
  if (state !== 'done' || startedAt === null || finishedAt === null) return ''
  const seconds = Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) / 1000
  return seconds < 10 ? `${Math.max(0.1, seconds).toFixed(1)} s` : durationText(seconds)
}
