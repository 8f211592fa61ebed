'use client'
import { Bookmark } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import type { SearchChange } from '@/lib/client/url-search'
import type { SavedSearch } from '@/lib/rules/call-history'
import type { CallQuery } from '@/lib/rules/call-query'

const SavedSearchList = dynamic(
  () => import('./saved-search-list').then((module) => module.SavedSearchList),
  {
    ssr: false,
    loading: () => <p className="text-muted">Loading…</p>,
  },
)
const SavedSearchDialogs = dynamic(
  () => import('./saved-search-dialogs').then((module) => module.SavedSearchDialogs),
  { ssr: false },
)

/** What is being done with a saved search. */
export type SavedSearchAct = { act: 'save' } | { act: 'rename' | 'delete'; saved: SavedSearch }

/** The searches that are kept under a name, for everyone in the project. */
export function SavedSearches(props: {
  projectId: string
  query: CallQuery
  onOpen: (change: SearchChange) => void
}) {
  const [open, setOpen] = useState<SavedSearchAct>()
  return (
    <>
      <Popover
        role="dialog"
        label="Saved searches"
        align="end"
        className="w-80 p-3"
        onOpen={(panel) => panel.querySelector<HTMLElement>('button')?.focus()}
        trigger={(trigger) => (
          <Button {...trigger} icon={<Bookmark aria-hidden className="size-4" />}>
            Saved
          </Button>
        )}
      >
        {(close) => (
          <SavedSearchList
            {...props}
            onOpen={(change) => {
              props.onOpen(change)
              close()
            }}
            onAct={(act) => {
              // A dialog lies over everything, and what is under it is not to be left open.
              close()
              setOpen(act)
            }}
          />
        )}
      </Popover>
      {open && (
        <SavedSearchDialogs
          projectId={props.projectId}
          query={props.query}
          open={open}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}
