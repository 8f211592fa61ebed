'use client'
import { Download, RefreshCw, Square } from 'lucide-react'
import type { Route } from 'next'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { useIsInBrowser } from '@/components/ui/local-time'
import { longWaitSeconds } from './calls-sentence'
import { WaitedFor } from './waited-for'

/** What can be done with the search: take it as a file, ask again, or stop waiting. */
export function SearchActions(props: {
  exportPath: string
  waitsFor: string | undefined
  onRefresh: () => void
  onStop: () => void
}) {
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
      <ButtonLink
        // Where a month begins depends on the reader's zone, and React does not mend an address that the server wrote.
        key={String(useIsInBrowser())}
        // An address of the API; with `download` the browser takes it, not the router.
        href={props.exportPath as Route}
        prefetch={false}
        download
        icon={<Download aria-hidden className="size-4" />}
      >
        Export CSV
      </ButtonLink>
      {props.waitsFor === undefined ? (
        refresh
      ) : (
        <WaitedFor key={props.waitsFor}>
          {(seconds) =>
            seconds < longWaitSeconds ? (
              refresh
            ) : (
              <Button
                variant="primary"
                icon={<Square aria-hidden className="size-4" />}
                onClick={props.onStop}
                className="min-w-24"
              >
                Stop
              </Button>
            )
          }
        </WaitedFor>
      )}
    </>
  )
}
