'use client'
import { useState } from 'react'
import { useUnsavedGuard } from '@/components/forms/use-unsaved-guard'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { countText } from '@/lib/format'
import { ChangeProgress } from './change-progress'
import type { Country } from './country'
import { useCountryChanges } from './use-country-changes'

const verbs = {
  on: { verb: 'Enable', done: 'enabled', will: 'Will be enabled', already: 'Enabled already, not touched' },
  off: { verb: 'Block', done: 'blocked', will: 'Will be blocked', already: 'Blocked already, not touched' },
} as const

const countries = (count: number) => countText(count, 'country', 'countries')

/**
 * Many countries at once: what will change and what is so already, then the changes one by one with what became of each. What it is about
 * was fixed when it was opened.
 */
export function ChangeDialog(props: {
  projectId: string
  chosen: readonly Country[]
  enable: boolean
  onClose: () => void
  onDone: () => void
}) {
  const [chosen] = useState(props.chosen)
  const words = verbs[props.enable ? 'on' : 'off']
  const due = chosen.filter(({ enabled }) => enabled !== props.enable)
  const already = chosen.filter(({ enabled }) => enabled === props.enable)
  const { progress, running, run, stop } = useCountryChanges(props.projectId, props.enable)
  const begun = progress.size > 0
  const left = due.filter(({ isoCode }) => {
    const state = progress.get(isoCode)?.state
    return state === 'failed' || state === 'waiting'
  })
  const failed = left.filter(({ isoCode }) => progress.get(isoCode)?.state === 'failed')
  const [leaving, setLeaving] = useState(false)
  useUnsavedGuard(running, () => setLeaving(true))
  const close = () => {
    if (running) return
    if (begun && left.length === 0) props.onDone()
    else props.onClose()
  }

  return (
    <Dialog
      title={due.length === 0 ? 'Nothing to change' : `${words.verb} ${countries(due.length)}`}
      onClose={close}
    >
      <DialogBody>
        {begun ? (
          <div data-unsaved={running ? '' : undefined}>
            <ChangeProgress countries={due} progress={progress} done={words.done} running={running} />
            {leaving && running && (
              <p role="alert" className="mt-3 rounded-lg bg-warn-soft px-4 py-3">
                The changes are still being made. Stop them first; then this page can be left.
              </p>
            )}
          </div>
        ) : (
          <>
            <p className="text-muted">
              {props.enable
                ? 'Every trunk of this project will be able to call these countries.'
                : 'No trunk of this project will be able to call these countries; calls that are under way are not known to end.'}{' '}
              Countries that are not listed here stay as they are.
            </p>
            <Names title={words.will} countries={due} none="None: all of them are so already." />
            {already.length > 0 && <Names title={words.already} countries={already} />}
          </>
        )}
      </DialogBody>
      <DialogActions>
        {running ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <Button onClick={close}>{begun ? 'Close' : 'Cancel'}</Button>
        )}
        {!begun && due.length > 0 && (
          <Button
            variant={props.enable ? 'primary' : 'danger'}
            onClick={() => void run(due)}
          >{`${words.verb} ${countries(due.length)}`}</Button>
        )}
        {begun && (running || left.length > 0) && (
          <Button variant="primary" pending={running} onClick={() => void run(left)}>
            {running ? 'Under way' : failed.length === left.length ? 'Retry the failed' : 'Go on'}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

function Names(props: { title: string; countries: readonly Country[]; none?: string }) {
  return (
    <section>
      <h3 className="mb-1 font-medium">
        {props.title} <span className="text-faint">{props.countries.length}</span>
      </h3>
      {props.countries.length === 0 ? (
        <p className="text-muted">{props.none}</p>
      ) : (
        // It scrolls, so the keyboard has to reach it.
        <ul
          tabIndex={0}
          aria-label={props.title}
          className="max-h-48 columns-2 gap-6 overflow-y-auto rounded border px-3 py-2 text-sm max-sm:columns-1"
        >
          {props.countries.map(({ isoCode, name }) => (
            <li key={isoCode} className="break-inside-avoid py-0.5 break-words">
              {name} <span className="font-mono text-xs text-faint">{isoCode}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
