'use client'
import { useQuery } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { useRefusalReason } from '@/components/layout/session-context'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Fact, Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { GatedButton } from '@/components/ui/gated-button'
import { inputLook } from '@/components/ui/input-look'
import { toast } from '@/components/ui/toast'
import { callCoverageQuery, useKeepDays } from '@/lib/client/call-archive'
import { gapsText, lagText } from '@/lib/client/call-archive-text'
import type { Project } from '@/lib/client/projects'
import { countText, exactTime } from '@/lib/format'
import type { CallCoverage } from '@/lib/rules/call-history'
import { dayOf, deletedBefore, readDays } from './archive-days'

const states: Record<CallCoverage['state'], string> = {
  off: 'No archive is kept: calls are found live only.',
  syncing: 'Being filled, from the newest calls backwards.',
  current: 'Up to date; new calls come in every few seconds.',
  failing: 'The last attempt to read failed. The console goes on trying.',
}

/** What the archive of a project's calls holds, and for how long calls are kept. */
export function ArchiveDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const coverage = useQuery(callCoverageQuery(project.id))
  return (
    <Dialog
      title={`Call archive of ${project.name}`}
      description="The console keeps its own copy of the calls, so that they can be searched by everything and also while the vendor cannot be reached."
      onClose={onClose}
    >
      {coverage.data ? (
        <Archive projectId={project.id} coverage={coverage.data} onClose={onClose} />
      ) : (
        <>
          <DialogBody>
            {coverage.error ? (
              <ErrorNotice error={coverage.error} onRetry={() => void coverage.refetch()} />
            ) : (
              <p className="text-muted">Loading…</p>
            )}
          </DialogBody>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}

function Archive(props: { projectId: string; coverage: CallCoverage; onClose: () => void }) {
  const { coverage } = props
  const id = useId()
  const reason = useRefusalReason('admin')
  const keep = useKeepDays(props.projectId)
  const [now] = useState(() => Date.now())
  const [written, setWritten] = useState(coverage.keepDays === null ? '' : String(coverage.keepDays))
  const [problem, setProblem] = useState<string>()
  const days = readDays(written)
  const deletes = days === undefined ? undefined : deletedBefore(days, coverage.from, now)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (reason || keep.isPending) return
    if (days === undefined)
      return setProblem('Enter 1 to 3,650 days, or leave it empty to keep calls for ever.')
    if (days === coverage.keepDays) return props.onClose()
    try {
      await keep.mutateAsync(days)
    } catch {
      // It stands below the field.
      return
    }
    toast(days === null ? 'Calls are kept for ever' : `Calls are kept for ${countText(days, 'day')}`, 'good')
    props.onClose()
  }
  return (
    <form noValidate onSubmit={submit}>
      <DialogBody>
        <div className="-mx-4">
          <Facts>
            <Fact name="State" hint={coverage.problem}>
              {states[coverage.state]}
            </Fact>
            <Fact name="Calls stored">{countText(coverage.calls, 'call')}</Fact>
            <Fact
              name="From"
              hint={
                coverage.isBackToStart
                  ? 'Nothing older is to be had or kept.'
                  : 'Older calls are still being read.'
              }
            >
              {coverage.from === null ? 'Nothing read yet' : exactTime(coverage.from)}
            </Fact>
            <Fact name="Until" hint={lagText(coverage.lagSeconds)}>
              {coverage.until === null ? 'Nothing read yet' : exactTime(coverage.until)}
            </Fact>
            <Fact name="In between">{gapsText(coverage)}</Fact>
          </Facts>
        </div>
        <Field
          id={id}
          label="Keep calls for so many days"
          hint="Leave it empty to keep them for ever."
          error={problem}
        >
          {(aria) => (
            <input
              type="text"
              inputMode="numeric"
              autoComplete="off"
              value={written}
              disabled={reason !== undefined}
              onChange={(event) => {
                setWritten(event.target.value)
                setProblem(undefined)
              }}
              {...aria}
              className={inputLook}
            />
          )}
        </Field>
        {deletes !== undefined && days !== coverage.keepDays && (
          <p role="status" className="rounded-lg bg-warn-soft px-4 py-3">
            Calls before <b className="font-medium">{dayOf(deletes)}</b> are deleted from the archive, for
            everyone. The vendor may not have them any more, so they may be gone for good.
          </p>
        )}
        {keep.error && <ErrorNotice takesFocus error={keep.error} />}
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onClose}>Cancel</Button>
        <GatedButton
          type="submit"
          reason={reason}
          pending={keep.isPending}
          variant={deletes !== undefined && days !== coverage.keepDays ? 'danger' : 'primary'}
        >
          {deletes !== undefined && days !== coverage.keepDays ? 'Save and delete older calls' : 'Save'}
        </GatedButton>
      </DialogActions>
    </form>
  )
}
