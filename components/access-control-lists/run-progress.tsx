'use client'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { LiveRegion } from '@/components/ui/live-region'
import { ProgressBar } from '@/components/ui/progress-bar'
import { countText, numberText } from '@/lib/format'
import { cidrText } from '@/lib/rules/cidr'
import type { BadLine } from '@/lib/rules/cidr-lines'
import type { RangeRun, RunLine, RunState } from './range-run'
import { Lines } from '@/components/forms/ranges-preview'

/** How far a run is, what became of each line, and how to go on. */
export function RunProgress(props: {
  run: RangeRun
  bad: readonly BadLine[]
  isBusy: boolean
  onGoOn: () => void
  onRetry: () => Promise<void>
  leaving: ReactNode
  onClose: () => void
}) {
  const { run, bad, isBusy } = props
  const { lines, counts, isRunning } = useSyncExternalStore(run.subscribe, run.state, run.state)
  const [error, setError] = useState<unknown>()
  const isOver = !isRunning && !isBusy
  const done = counts.saved + counts.failed
  const noted = lines.filter(({ state, note }) => state === 'failed' || note !== undefined)
  const retry = async () => {
    setError(undefined)
    await props.onRetry().catch(setError)
  }
  const sentence = sentenceOf(counts, lines.length, isOver)

  return (
    <>
      <DialogBody>
        <div className="flex flex-col gap-1">
          <p className="font-medium">{sentence}</p>
          <ProgressBar label="Ranges tried" value={done} max={lines.length} />
        </div>
        {/* Said at the end, not at each of a thousand steps. */}
        <LiveRegion>{isOver ? sentence : ''}</LiveRegion>
        {noted.length > 0 && (
          <div className="rounded-lg bg-bad-soft px-4 py-3">
            <Lines label="Lines to look at" lines={noted.map(outcome)} />
          </div>
        )}
        <details>
          <summary className="min-h-6 cursor-pointer">Every line</summary>
          <Lines label="Every line" lines={lines.map(outcome)} />
        </details>
        {bad.length > 0 && (
          <details>
            <summary className="min-h-6 cursor-pointer">
              {countText(bad.length, 'line')} could not be used and {bad.length === 1 ? 'was' : 'were'} left
              out
            </summary>
            <Lines
              label="Lines left out"
              lines={bad.map(({ line, text, problem }) => ({ line, text, note: problem }))}
            />
          </details>
        )}
        {Boolean(error) && <ErrorNotice error={error} />}
        {isOver && props.leaving}
      </DialogBody>
      <DialogActions>
        {isOver ? (
          <>
            <Button onClick={props.onClose}>Close</Button>
            {counts.failed > 0 && (
              <Button variant={counts.waiting > 0 ? 'secondary' : 'primary'} onClick={() => void retry()}>
                Retry the failed
              </Button>
            )}
            {counts.waiting > 0 && (
              <Button variant="primary" onClick={props.onGoOn}>
                Go on with {countText(counts.waiting, 'range')}
              </Button>
            )}
          </>
        ) : (
          <Button onClick={() => run.stop()}>Stop</Button>
        )}
      </DialogActions>
    </>
  )
}

const words: Record<RunLine['state'], string> = {
  waiting: 'Not sent.',
  saving: 'On its way…',
  saved: 'Added.',
  failed: 'Failed.',
}

function outcome({ range, state, note }: RunLine) {
  return { line: range.line, text: cidrText(range), note: [words[state], note].filter(Boolean).join(' ') }
}

function sentenceOf({ saved, failed, waiting }: RunState['counts'], all: number, isOver: boolean): string {
  const head = isOver ? (waiting > 0 ? 'Stopped: ' : '') : 'Adding: '
  const tail = [
    failed > 0 && `${numberText(failed)} failed`,
    isOver && waiting > 0 && `${numberText(waiting)} not sent`,
  ]
  return [`${head}${numberText(saved)} of ${countText(all, 'range')} added`, ...tail.filter(Boolean)].join(
    ', ',
  )
}
