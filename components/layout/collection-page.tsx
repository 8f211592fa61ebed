'use client'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { GatedButton } from '@/components/ui/gated-button'
import { LiveRegion } from '@/components/ui/live-region'
import { Pager } from '@/components/ui/pager'
import { SearchInput } from '@/components/ui/search-input'
import { usualPageSize, type CollectionSearch } from '@/lib/client/collection-search'
import type { Collection } from '@/lib/client/use-collection'
import { useSearchField, useUrlSearch } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import { CollectionSentence } from './collection-sentence'
import { PageHeader } from './page-header'
import { RefusedAddress } from './refused-address'
import { useRefusalReason } from './session-context'

/** What the table of a list page is given. */
export interface CollectionTable<Item> {
  rows: Collection<Item>['rows']
  long: Collection<Item>['long']
  sort: string
  onSort: (sort: string) => void
  loading: boolean
  error: unknown
  onRetry: () => void
  empty: ReactNode
  footer: ReactNode
}

/**
 * A page with one list: its head with count and age, the search, the table with its empty states and pages, and creating. What is
 * searched, how it is sorted, which page is open and whether something is being created stand in the address.
 */
export function CollectionPage<Item>(props: {
  title: string
  /** As within a sentence: "credential list", "credential lists". */
  one: string
  many: string
  /** "a" or "an" in front of `one`. */
  article?: 'a' | 'an'
  query: CollectionSearch
  list: Collection<Item>
  searchPlaceholder: string
  /** What is searched, in one sentence, for when nothing was found. */
  searched: string
  /** What the thing is, for when there is none yet. */
  whatItIs: ReactNode
  /** What the button says where it is not "Create" and `one`. */
  createLabel?: string
  /** Another way to make one, beside the first. */
  alsoCreate?: ReactNode
  /** Parameters of the address that belong to creating, beside `create`. */
  createWith?: readonly string[]
  table: (table: CollectionTable<Item>) => ReactNode
  /** The dialog that creates; `done` takes the wish out of the address. */
  creating: (done: () => void) => ReactNode
}) {
  const { title, one, many, article = 'a', query, list } = props
  const { q, sort, page, pageSize } = query
  const [search, change] = useUrlSearch()
  const refusal = useRefusalReason('operator')
  const field = useSearchField(q)

  const asksToCreate = search.get('create') !== null
  const stopCreating = () => {
    const names = ['create', ...(props.createWith ?? [])]
    change(Object.fromEntries(names.map((name) => [name, undefined])), 'replace')
  }
  const create = (
    <GatedButton
      variant="primary"
      reason={refusal}
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => change({ create: 1 })}
    >
      {props.createLabel ?? `Create ${one}`}
    </GatedButton>
  )
  const isPastEnd = list.page && list.page.total > 0 && list.rows?.length === 0

  return (
    <>
      <PageHeader
        title={title}
        sentence={
          <CollectionSentence page={list.page} one={one} many={many} at={list.at} q={q} isOld={list.isOld} />
        }
        actions={
          <>
            {props.alsoCreate}
            {create}
          </>
        }
      />
      <div className="mb-3">
        <SearchInput
          key={field.fieldKey}
          label={`Search ${many}`}
          placeholder={props.searchPlaceholder}
          defaultValue={field.text}
          onSearch={(text) => text !== q && change({ q: text, page: undefined }, 'replace')}
        />
      </div>
      {asksToCreate && refusal !== undefined && (
        <RefusedAddress
          asks={`This address creates ${article} ${one}.`}
          refusal={refusal}
          onDismiss={stopCreating}
        />
      )}
      <LiveRegion>
        {list.isOld ? 'Searching…' : list.page ? countText(list.page.total, one, many) : ''}
      </LiveRegion>
      {props.table({
        rows: list.rows,
        long: list.long,
        sort,
        onSort: (next) => change({ sort: next === 'name' ? undefined : next, page: undefined }),
        loading: list.isFetching,
        error: list.error,
        onRetry: list.refetch,
        empty: isPastEnd ? (
          <EmptyState
            title={`There is no page ${page}`}
            action={<Button onClick={() => change({ page: undefined })}>Go to the first page</Button>}
          >
            The list has become shorter than that.
          </EmptyState>
        ) : q ? (
          <EmptyState
            title={`No ${one} matches “${q}”`}
            action={
              <Button
                onClick={() => {
                  field.clear()
                  change({ q: undefined, page: undefined })
                }}
              >
                Clear the search
              </Button>
            }
          >
            {props.searched}
          </EmptyState>
        ) : (
          <EmptyState
            title={`No ${one} yet`}
            action={
              <>
                {create}
                {props.alsoCreate}
              </>
            }
          >
            {props.whatItIs}
          </EmptyState>
        ),
        footer: list.page && (
          <Pager
            page={page}
            pageSize={pageSize}
            total={list.page.total}
            onPage={(next) => change({ page: next === 1 ? undefined : next })}
            onPageSize={(next) =>
              change({ pageSize: next === usualPageSize ? undefined : next, page: undefined })
            }
            onAll={() => change({ pageSize: 'all', page: undefined })}
          />
        ),
      })}
      {asksToCreate && refusal === undefined && props.creating(stopCreating)}
    </>
  )
}
