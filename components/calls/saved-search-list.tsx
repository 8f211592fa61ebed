'use client'
import { useQuery } from '@tanstack/react-query'
import { Check, Pencil, Trash2 } from 'lucide-react'
import { useRefusalReason } from '@/components/layout/session-context'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { IconButton } from '@/components/ui/icon-button'
import { Name } from '@/components/ui/name'
import type { SearchChange } from '@/lib/client/url-search'
import type { CallQuery } from '@/lib/rules/call-query'
import { keptSearch, openedSearch } from './kept-search'
import type { SavedSearchAct } from './saved-searches'
import { savedSearchesQuery } from './saved-searches-query'

/** The saved searches by name; a press opens one. Who may change things may save, rename and delete. */
export function SavedSearchList(props: {
  projectId: string
  query: CallQuery
  onOpen: (change: SearchChange) => void
  onAct: (act: SavedSearchAct) => void
}) {
  const saved = useQuery(savedSearchesQuery(props.projectId))
  const reason = useRefusalReason('operator')
  const search = keptSearch(props.query)
  return (
    <div className="flex flex-col gap-2">
      <GatedButton
        variant="primary"
        size="sm"
        autoFocus
        reason={reason}
        onClick={() => props.onAct({ act: 'save' })}
        className="self-start"
      >
        Save this search
      </GatedButton>
      {saved.error && <ErrorNotice error={saved.error} onRetry={() => void saved.refetch()} />}
      {saved.isPending && <p className="text-muted">Loading…</p>}
      {saved.data?.length === 0 && (
        <p className="text-sm text-muted">
          None yet. A saved search keeps its filters under a name for everyone in the project; a window such
          as “Last 24 hours” stays at the present.
        </p>
      )}
      {saved.data && saved.data.length > 0 && (
        <ul aria-label="Saved searches" className="-mx-1 flex max-h-80 flex-col overflow-y-auto">
          {saved.data.map((one) => {
            const isOpen = one.search === search
            return (
              <li key={one.id} className="flex items-center gap-1 rounded hover:bg-sunken">
                <button
                  type="button"
                  aria-current={isOpen || undefined}
                  onClick={() => props.onOpen(openedSearch(one.search))}
                  title={`Saved by ${one.createdBy}`}
                  className="flex min-h-8 min-w-0 flex-1 items-center gap-2 px-1 text-left"
                >
                  <Check aria-hidden className={`size-4 shrink-0 text-accent ${isOpen ? '' : 'invisible'}`} />
                  <Name>{one.name}</Name>
                </button>
                {reason === undefined && (
                  <>
                    <IconButton
                      label={`Rename ${one.name}`}
                      icon={<Pencil />}
                      onClick={() => props.onAct({ act: 'rename', saved: one })}
                      className="size-7!"
                    />
                    <IconButton
                      label={`Delete ${one.name}`}
                      icon={<Trash2 />}
                      onClick={() => props.onAct({ act: 'delete', saved: one })}
                      className="size-7!"
                    />
                  </>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
