'use client'
import { Download, RefreshCw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { CallCount, SearchCoverage } from '@/lib/rules/call-history'
import type { CallFilters } from '@/lib/rules/call-query'
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
  pinnedSearch: () => string
  exportSearch: () => string
  filters: CallFilters
  count: CallCount | undefined
  /** What the archive holds of the search; undefined where it is not asked, or not known yet. */
  coverage: SearchCoverage | undefined
  isLive: boolean
  waitsFor: string | undefined
  onRefresh: () => void
  onStop: () => void
}) {
  // What is counted goes on growing while somebody chooses a format: the file has the window of the moment it was asked for.
  const [exporting, setExporting] = useState<{ search: string; count: CallCount | undefined }>()
  return (
    <>
      {props.saved}
      <CopyLink search={props.pinnedSearch} />
      <Button
        icon={<Download aria-hidden className="size-4" />}
        onClick={() => setExporting({ search: props.exportSearch(), count: props.count })}
      >
        Export
      </Button>
      {/* One button in all its forms, so that whoever presses it keeps the focus. */}
      <WaitedFor wait={props.waitsFor}>
        {(seconds) => {
          const isLong = seconds >= longWaitSeconds
          return (
            <Button
              variant="primary"
              pending={props.waitsFor !== undefined && !isLong}
              icon={!isLong && <RefreshCw aria-hidden className="size-4" />}
              onClick={isLong ? props.onStop : props.onRefresh}
              className="min-w-24"
            >
              {isLong ? 'Stop' : 'Refresh'}
            </Button>
          )
        }}
      </WaitedFor>
      {exporting && (
        <ExportDialog
          projectId={props.projectId}
          search={exporting.search}
          filters={props.filters}
          expected={exporting.count ?? props.count}
          coverage={props.coverage}
          isLive={props.isLive}
          onClose={() => setExporting(undefined)}
        />
      )}
    </>
  )
}
