'use client'
import { Download, RefreshCw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { CallCount } from '@/lib/rules/call-history'
import { longWaitSeconds } from './calls-sentence'
import { CopyLink } from './copy-link'
import { WaitedFor } from './waited-for'

const ExportDialog = dynamic(() => import('./export-dialog').then((module) => module.ExportDialog), {
  ssr: false,
})

/** What can be done with the search: keep it, share it, take it as a file, ask again, or stop waiting. */
export function SearchActions(props: {
  projectId: string
  /** What keeps the search under a name, where there is such a thing. */
  saved: ReactNode
  /** The search with its window pinned, for a link and a file. */
  pinnedSearch: string
  exportSearch: string
  count: CallCount | undefined
  isLive: boolean
  waitsFor: string | undefined
  onRefresh: () => void
  onStop: () => void
}) {
  const [exporting, setExporting] = useState(false)
  const refresh = (
    <Button
      variant="primary"
      pending={props.waitsFor !== undefined}
      icon={<RefreshCw aria-hidden className="size-4" />}
      onClick={props.onRefresh}
    >
      Refresh
    </Button>
  )
  return (
    <>
      {props.saved}
      <CopyLink search={props.pinnedSearch} />
      <Button icon={<Download aria-hidden className="size-4" />} onClick={() => setExporting(true)}>
        Export
      </Button>
      {props.waitsFor === undefined ? (
        refresh
      ) : (
        <WaitedFor key={props.waitsFor}>
          {(seconds) =>
            seconds < longWaitSeconds ? (
              refresh
            ) : (
              <Button variant="primary" onClick={props.onStop} className="min-w-24">
                Stop
              </Button>
            )
          }
        </WaitedFor>
      )}
      {exporting && (
        <ExportDialog
          projectId={props.projectId}
          search={props.exportSearch}
          expected={props.count}
          isLive={props.isLive}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  )
}
