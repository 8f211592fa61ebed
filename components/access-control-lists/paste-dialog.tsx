'use client'
import { useDeferredValue, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { DiscardNotice } from '@/components/forms/discard-notice'
import { useUnsavedGuard } from '@/components/forms/use-unsaved-guard'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { countText } from '@/lib/format'
import { lintRanges } from '@/lib/rules/cidr-lint'
import { readRangeLines, withOffers, withoutDoubles, type BadLine } from '@/lib/rules/cidr-lines'
import { wideGrowth } from './confirm-wide-field'
import { cidrOf, type TaggedList } from './list-row'
import { RangeRun } from './range-run'
import { useRangeWrites } from './range-writes'
import { RangesArea, rangesHint } from '@/components/forms/ranges-field'
import { RangesPreview } from '@/components/forms/ranges-preview'
import { RunProgress } from './run-progress'

/** Adds many ranges at once: first what they come to, then each one with its outcome. */
export function PasteDialog(props: { projectId: string; list: TaggedList; onClose: () => void }) {
  const { onClose } = props
  // The list is read again while ranges are added to it; what is left out as a double was decided before.
  const [list] = useState(props.list)
  const writes = useRangeWrites(props.projectId, list.id)
  const [text, setText] = useState('')
  const [run, setRun] = useState<{ run: RangeRun; bad: readonly BadLine[] }>()
  const [isBusy, setIsBusy] = useState(false)
  const [leaving, setLeaving] = useState(false)
  // Read after each piece of work, whose end is a change of `isBusy`.
  const counts = run?.run.state().counts
  const left = counts ? counts.waiting + counts.failed : 0
  const isUnsaved = isBusy || left > 0 || (text.trim() !== '' && !run)
  useUnsavedGuard(isUnsaved, () => setLeaving(true))

  const close = () => {
    if (isBusy) return
    if (isUnsaved && !leaving) setLeaving(true)
    else onClose()
  }
  const work = async (act: () => Promise<void>) => {
    setIsBusy(true)
    setLeaving(false)
    try {
      await act()
    } finally {
      setIsBusy(false)
      await writes.refresh()
    }
  }

  return (
    <Dialog
      wide
      title={`Paste ranges into ${list.name}`}
      description="Each range is added by itself, so what is in the list already stays as it is."
      onClose={close}
    >
      {run ? (
        <RunProgress
          run={run.run}
          bad={run.bad}
          isBusy={isBusy}
          onGoOn={() => void work(() => run.run.start())}
          onRetry={() => work(() => run.run.retryFailed())}
          leaving={
            leaving && (
              <DiscardNotice
                text={`${countText(left, 'range')} ${left === 1 ? 'is' : 'are'} not in the list.`}
                keep="Stay here"
                onKeep={() => setLeaving(false)}
                onDiscard={onClose}
              />
            )
          }
          onClose={close}
        />
      ) : (
        <PasteForm
          list={list}
          text={text}
          onText={(next) => {
            setText(next)
            setLeaving(false)
          }}
          leaving={leaving && <DiscardNotice onKeep={() => setLeaving(false)} onDiscard={onClose} />}
          onCancel={close}
          onRun={(word) => {
            const { good, bad } = readRangeLines(text)
            const { fresh } = withoutDoubles(good, list.ipRanges.map(cidrOf))
            const add = ({ ipAddress, range, description }: (typeof fresh)[number]) =>
              writes.addOne({ ipAddress, range, description }, word)
            const started = new RangeRun(fresh, { add, readAll: writes.readAll })
            setRun({ run: started, bad })
            void work(() => started.start())
          }}
        />
      )}
    </Dialog>
  )
}

function PasteForm(props: {
  list: TaggedList
  text: string
  onText: (text: string) => void
  leaving: ReactNode
  onCancel: () => void
  onRun: (confirmation: string | undefined) => void
}) {
  const { list, text, onText } = props
  const id = useId()
  const [word, setWord] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  // Typing stays fast while a thousand lines are looked at.
  const seen = useDeferredValue(text)
  const { fresh, bad, leftOut, lint, wide } = useMemo(() => {
    const existing = list.ipRanges.map(cidrOf)
    const read = readRangeLines(seen)
    const sorted = withoutDoubles(read.good, existing)
    const all = lintRanges([...existing, ...sorted.fresh])
    const { addresses } = lintRanges(sorted.fresh)
    return {
      ...sorted,
      bad: read.bad,
      lint: { ...all, addresses, findings: all.findings.slice(existing.length) },
      wide: wideGrowth([...existing, ...sorted.fresh], existing),
    }
  }, [list.ipRanges, seen])
  const isConfirmed = wide === undefined || word.trim() === list.name
  const isReady = fresh.length > 0 && isConfirmed && seen === text

  return (
    <>
      <DialogBody>
        <RangesArea
          ref={area}
          label="IP ranges"
          hint={rangesHint}
          rows={8}
          value={text}
          error={isAsked && fresh.length === 0 ? 'There is no range to add in this yet.' : undefined}
          onChange={(event) => onText(event.target.value)}
        />
        <RangesPreview
          fresh={fresh}
          bad={bad}
          leftOut={leftOut}
          lint={lint}
          onTakeOffers={() => onText(withOffers(text, readRangeLines(text).bad))}
        />
        {wide !== undefined && (
          <div className="flex flex-col gap-2 rounded-lg bg-bad-soft px-4 py-3">
            <p className="font-medium">{wide}</p>
            <Field id={id} label={`Write “${list.name}” to confirm`}>
              {(aria) => (
                <input
                  type="text"
                  autoComplete="off"
                  spellCheck={false}
                  value={word}
                  onChange={(event) => setWord(event.target.value)}
                  {...aria}
                  className={inputLook}
                />
              )}
            </Field>
          </div>
        )}
        {props.leaving}
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onCancel}>Cancel</Button>
        <Button
          variant="primary"
          disabled={!isConfirmed}
          onClick={() => {
            setIsAsked(true)
            if (fresh.length === 0) area.current?.focus()
            if (isReady) props.onRun(wide === undefined ? undefined : word.trim())
          }}
        >
          {fresh.length > 0 ? `Add ${countText(fresh.length, 'range')}` : 'Add ranges'}
        </Button>
      </DialogActions>
    </>
  )
}
