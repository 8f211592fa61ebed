'use client'
import { Pager } from '@/components/ui/pager'
import { numberText } from '@/lib/format'
import type { CallCount, FoundCalls } from '@/lib/rules/call-history'
import type { CallQuery } from '@/lib/rules/call-query'
import { ColumnMenu } from './column-menu'
import { KeysetPager } from './keyset-pager'

/** The way through the pages: by place in the archive, by number at the vendor. */
export function CallsFooter(props: {
  found: FoundCalls
  count: CallCount | undefined
  query: CallQuery
  onPage: (page: number) => void
  onCursor: (cursor: string | undefined) => void
  onPageSize: (pageSize: number) => void
}) {
  const { found, count, query } = props
  if (found.source === 'live') {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <Pager
            page={query.page}
            pageSize={query.pageSize}
            total={found.total ?? 0}
            onPage={props.onPage}
            onPageSize={props.onPageSize}
          />
        </div>
        <ColumnMenu />
      </div>
    )
  }
  return (
    <KeysetPager
      rowCount={found.items.length}
      total={count && `${numberText(count.count)}${count.isExact ? '' : '+'}`}
      pageSize={query.pageSize}
      newer={found.newer}
      older={found.older}
      isLater={found.newer !== null}
      onCursor={props.onCursor}
      onPageSize={props.onPageSize}
    />
  )
}
