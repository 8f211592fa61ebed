'use client'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { RadioCards } from '@/components/ui/radio-cards'
import { projectApiPath } from '@/lib/client/api'
import { fetchExport, type ExportedFile, type ExportProgress } from '@/lib/client/call-export'
import { saveFile } from '@/lib/client/save-file'
import type { CallCount, ExportFormat, SearchCoverage } from '@/lib/rules/call-history'
import type { CallFilters } from '@/lib/rules/call-query'
import { exportLabel, ExportOutcome, ExportRunning } from './export-outcome'
import { lackText } from './missing-calls'

const formats: readonly { value: ExportFormat; title: string; says: string }[] = [
  { value: 'csv', title: 'CSV', says: 'A table for spreadsheets and scripts.' },
  { value: 'xlsx', title: 'Excel', says: 'A workbook with times and numbers as such.' },
  { value: 'ndjson', title: 'JSON lines', says: 'One call a line, with everything known of it.' },
]

type State =
  | { kind: 'choosing'; error?: unknown }
  | { kind: 'running'; progress: ExportProgress }
  | { kind: 'over'; file: ExportedFile }

/** Takes the calls of a search as a file, says how far it is, and holds its last row against what has arrived. */
export function ExportDialog(props: {
  projectId: string
  /** The search, with an explicit window. */
  search: string
  /** How many calls are expected; undefined while they are counted. */
  filters: CallFilters
  expected: CallCount | undefined
  /** What the archive holds of the search; undefined where it is not asked. */
  coverage: SearchCoverage | undefined
  isLive: boolean
  onClose: () => void
}) {
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [isRaw, setRaw] = useState(false)
  const [state, setState] = useState<State>({ kind: 'choosing' })
  const lack = props.coverage ? lackText(props.coverage, props.filters) : ''
  const running = useRef<AbortController>(undefined)
  const search = new URLSearchParams(props.search)
  search.set('format', format)
  if (isRaw && format === 'csv') search.set('raw', '1')
  const path = `${projectApiPath(props.projectId, 'calls', 'export')}?${search.toString()}`

  const start = async () => {
    const controller = new AbortController()
    running.current = controller
    const begun = { bytes: 0, rows: format === 'xlsx' ? undefined : 0 }
    setState({ kind: 'running', progress: begun })
    try {
      const file = await fetchExport(path, format, {
        signal: controller.signal,
        onProgress: (progress) => setState({ kind: 'running', progress }),
      })
      if (controller.signal.aborted) return
      // What is not whole is not handed out as if it were: the person decides.
      if (file.end.kind === 'whole') saveFile(file.blob, file.name)
      setState({ kind: 'over', file })
    } catch (error) {
      setState({ kind: 'choosing', error: controller.signal.aborted ? undefined : error })
    }
  }
  const cancel = () => running.current?.abort()
  const close = () => {
    cancel()
    props.onClose()
  }

  if (state.kind === 'over')
    return <ExportOutcome file={state.file} lack={lack} onAgain={() => void start()} onClose={close} />
  if (state.kind === 'running')
    return <ExportRunning progress={state.progress} expected={props.expected} onCancel={cancel} />
  return (
    <Dialog
      title="Export calls"
      description="Every call of this search, not only this page. Times in the file are UTC."
      onClose={close}
    >
      <DialogBody>
        <RadioCards legend="Format" cards={formats} value={format} onValue={setFormat} />
        {format === 'csv' && (
          <RadioCards
            legend="For"
            value={isRaw}
            onValue={setRaw}
            cards={[
              {
                value: false,
                title: 'Spreadsheets',
                says: 'An apostrophe stands before cells that begin with +, -, = or @, so that none is taken for a formula. Numbers such as +46… have it too.',
              },
              {
                value: true,
                title: 'Machines (raw)',
                says: 'Cells exactly as the vendor sent them. Do not open it in a spreadsheet.',
              },
            ]}
          />
        )}
        {props.isLive && (
          <p className="text-sm text-muted">
            The vendor is asked page by page. Its answers carry no SIP code, country or quality; the archive’s
            do.
          </p>
        )}
        {lack !== '' && (
          <p role="note" className="rounded bg-warn-soft px-3 py-2 text-sm">
            The archive does not hold all of this search, so the file will not either: {lack}
          </p>
        )}
        {Boolean(state.error) && <ErrorNotice takesFocus error={state.error} />}
        <p className="text-sm text-muted">
          The last row says how many calls the file holds; the console checks it.{' '}
          <a href={path} download className="underline underline-offset-2">
            Let the browser download it
          </a>{' '}
          instead when it is very large.
        </p>
      </DialogBody>
      <DialogActions>
        <Button onClick={close}>Cancel</Button>
        <Button variant="primary" onClick={() => void start()}>
          {exportLabel(props.expected)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
