'use client'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { ExportedFile, ExportProgress } from '@/lib/client/call-export'
import { saveFile } from '@/lib/client/save-file'
import { countText, numberText } from '@/lib/format'
import type { CallCount } from '@/lib/rules/call-history'

/** How far a file is, with the way to give it up. */
export function ExportRunning(props: {
  progress: ExportProgress
  expected: CallCount | undefined
  onCancel: () => void
}) {
  const { progress, expected } = props
  const { rows } = progress
  return (
    <Dialog title="Exporting calls" onClose={props.onCancel}>
      <DialogBody>
        {rows !== undefined && expected?.isExact && (
          <ProgressBar label="Calls written" value={rows} max={expected.count} />
        )}
        <p className="min-h-5">
          {rows !== undefined && (
            <>
              {numberText(rows)}
              {expected?.isExact && ` of ${numberText(expected.count)}`} calls,{' '}
            </>
          )}
          {sizeText(progress.bytes)}
        </p>
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onCancel} data-first-focus>
          Cancel
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** What came of an export: a whole file was saved; of one that is not whole it is said, and nothing was saved. */
export function ExportOutcome(props: {
  file: ExportedFile
  /** What the archive lacks of the search, as a sentence that may follow a semicolon; empty where it lacks nothing. */
  lack: string
  onAgain: () => void
  onClose: () => void
}) {
  const { file, lack } = props
  const { end } = file
  if (end.kind === 'whole') {
    return (
      <Dialog title="Export done" onClose={props.onClose}>
        <DialogBody>
          <Line icon={<CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />}>
            <b className="font-medium">{countText(end.calls, 'call')}</b> in{' '}
            <span className="font-mono text-sm break-all">{file.name}</span>, {sizeText(file.blob.size)}.{' '}
            {lack === ''
              ? 'The file is whole: its last row says so.'
              : `The file holds everything the archive has; ${lack}`}
          </Line>
        </DialogBody>
        <DialogActions>
          <Button variant="primary" onClick={props.onClose} data-first-focus>
            Done
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
  return (
    <Dialog role="alertdialog" title="The file is incomplete" onClose={props.onClose}>
      <DialogBody>
        <Line icon={<TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />}>
          {end.kind === 'stopped'
            ? `The export stopped after ${countText(end.calls, 'call')}: ${end.why || 'no reason was given'}${/[.!?]$/.test(end.why) ? '' : '.'}`
            : 'The row that closes the file is missing, so its end was cut off.'}{' '}
          Nothing was saved.
        </Line>
      </DialogBody>
      <DialogActions>
        <Button onClick={() => saveFile(file.blob, `incomplete-${file.name}`)}>Save what came</Button>
        <Button onClick={props.onClose}>Close</Button>
        <Button variant="primary" onClick={props.onAgain} data-first-focus>
          Try again
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-start gap-3">
      {icon}
      <p>{children}</p>
    </div>
  )
}

/** The word on the button: what will be written, as far as it is known. */
export function exportLabel(expected: CallCount | undefined): string {
  if (expected === undefined) return 'Export'
  return expected.isExact
    ? `Export ${countText(expected.count, 'call')}`
    : `Export ${numberText(expected.count)} calls or more`
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
