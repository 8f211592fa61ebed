'use client'
import { useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveRegion } from '@/components/ui/live-region'
import { Pager } from '@/components/ui/pager'
import { SearchInput } from '@/components/ui/search-input'
import type { CollectionSearch } from '@/lib/client/collection-search'
import { useSearchField, useUrlSearch } from '@/lib/client/url-search'
import { countText } from '@/lib/format'
import type { RangesLint } from '@/lib/rules/cidr-lint'
import { FindingCounts } from '@/components/forms/findings'
import type { IpRange, TaggedList } from './list-row'
import { rangeRows } from './range-rows'
import { RangesTable } from './ranges-table'

/** The ranges of a list with their findings; search, order and page stand in the address. */
export function RangesPanel(props: {
  list: TaggedList
  lint: RangesLint
  query: CollectionSearch
  refusal: string | undefined
  onEdit: (range: IpRange) => void
  onRemove: (range: IpRange) => void
}) {
  const { list, lint, query } = props
  const [, change] = useUrlSearch()
  const field = useSearchField(query.q)
  const { total, rows } = useMemo(() => rangeRows(list.ipRanges, lint, query), [list.ipRanges, lint, query])
  return (
    <div className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchInput
          key={field.fieldKey}
          label="Search ranges"
          placeholder="Search addresses and descriptions"
          defaultValue={field.text}
          onSearch={(text) => text !== query.q && change({ q: text, page: undefined }, 'replace')}
        />
        <FindingCounts findings={lint.findings} />
      </div>
      <LiveRegion>{query.q ? `${countText(total, 'range')} found` : countText(total, 'range')}</LiveRegion>
      <RangesTable
        rows={rows}
        long={
          query.pageSize === 'all' ? { total, rowAt: (index) => rows[index], onNear: () => {} } : undefined
        }
        sort={query.sort}
        onSort={(next) => change({ sort: next === 'address' ? undefined : next, page: undefined })}
        refusal={props.refusal}
        keeps={
          list.ipRanges.length > 1
            ? undefined
            : 'A list keeps at least one IP range: add another one first, or delete the list.'
        }
        onEdit={props.onEdit}
        onRemove={props.onRemove}
        empty={
          total > 0 ? (
            <EmptyState
              title={`There is no page ${query.page}`}
              action={<Button onClick={() => change({ page: undefined })}>Go to the first page</Button>}
            >
              The list has become shorter than that.
            </EmptyState>
          ) : query.q ? (
            <EmptyState
              title={`No range matches “${query.q}”`}
              action={
                <Button
                  onClick={() => {
                    change({ q: undefined, page: undefined })
                    field.clear()
                  }}
                >
                  Clear the search
                </Button>
              }
            >
              Ranges as they are written, descriptions, findings and ids are searched.
            </EmptyState>
          ) : (
            <EmptyState title="No IP range in this list">
              A list without any range lets nobody in. Add the public address of your PBX or SBC.
            </EmptyState>
          )
        }
        footer={
          <Pager
            page={query.page}
            pageSize={query.pageSize}
            total={total}
            onPage={(next) => change({ page: next === 1 ? undefined : next })}
            onPageSize={(next) => change({ pageSize: next === 50 ? undefined : next, page: undefined })}
            onAll={() => change({ pageSize: 'all', page: undefined })}
          />
        }
      />
    </div>
  )
}
