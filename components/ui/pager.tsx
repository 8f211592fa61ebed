'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { MouseEvent } from 'react'
import { numberText } from '@/lib/format'
import { Button } from './button'
import { LiveRegion } from './live-region'
import { Select } from './select'
import { showHead } from './show-head'

const sizes = [25, 50, 100, 200]

/** "1–50 of 1,284" with the way to the next page, or the whole list in one piece. Pages count from 1. */
export function Pager(props: {
  page: number
  pageSize: number | 'all'
  total: number
  onPage: (page: number) => void
  onPageSize?: (pageSize: number) => void
  /** Offers the whole list in one piece. */
  onAll?: () => void
}) {
  const { total } = props
  const isWhole = props.pageSize === 'all'
  const page = isWhole ? 1 : props.page
  const pageSize = props.pageSize === 'all' ? Math.max(1, total) : props.pageSize
  const last = Math.max(1, Math.ceil(total / pageSize))
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1
  const turn = (event: MouseEvent<HTMLElement>, to: number) => {
    props.onPage(to)
    showHead(event.currentTarget.closest('[data-table]'))
  }
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-x-3 gap-y-2 text-xs text-faint">
      <LiveRegion>{`Page ${numberText(page)} of ${numberText(last)}`}</LiveRegion>
      <span>
        {numberText(first)}–{numberText(Math.min(total, page * pageSize))} of {numberText(total)}
      </span>
      {props.onPageSize && (
        <label className="flex items-center gap-2">
          Rows
          <Select
            value={String(props.pageSize)}
            onValue={(value) => (value === 'all' ? props.onAll?.() : props.onPageSize?.(Number(value)))}
            options={[
              ...[...new Set([...sizes, ...(isWhole ? [] : [pageSize])])]
                .sort((a, b) => a - b)
                .map((size) => ({ value: String(size), label: String(size) })),
              ...(props.onAll ? [{ value: 'all', label: 'All' }] : []),
            ]}
            className="min-h-7 w-auto py-0 text-xs"
          />
        </label>
      )}
      {!isWhole && (
        <span className="ml-auto flex gap-1">
          <Button
            variant="quiet"
            size="sm"
            icon={<ChevronLeft aria-hidden className="size-4" />}
            disabled={page <= 1}
            onClick={(event) => turn(event, page - 1)}
          >
            Previous
          </Button>
          <Button
            variant="secondary"
            size="sm"
            disabled={page >= last}
            onClick={(event) => turn(event, page + 1)}
          >
            Next
            <ChevronRight aria-hidden className="size-4" />
          </Button>
        </span>
      )}
    </nav>
  )
}
