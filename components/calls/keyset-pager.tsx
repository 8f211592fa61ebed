'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { MouseEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { numberText } from '@/lib/format'
import { ColumnMenu } from './column-menu'
import { showHead } from '@/components/ui/show-head'

const sizes = [50, 100, 500]

/** The way to newer and older calls. A page begins at a call and not at a number, so calls that arrive meanwhile move none of it. */
export function KeysetPager(props: {
  rowCount: number
  /** How many calls the search finds, in figures; undefined while they are counted. */
  total: string | undefined
  pageSize: number
  newer: string | null
  older: string | null
  /** False on the page with the newest calls. */
  isLater: boolean
  /** Undefined is the page with the newest calls. */
  onCursor: (cursor: string | undefined) => void
  onPageSize: (pageSize: number) => void
}) {
  const turn = (event: MouseEvent<HTMLElement>, cursor: string | undefined) => {
    props.onCursor(cursor)
    showHead(event.currentTarget.closest('[data-table]'))
  }
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-x-3 gap-y-2 text-xs text-faint">
      <span>
        {numberText(props.rowCount)}
        {props.total !== undefined && ` of ${props.total}`}, newest first
      </span>
      <label className="flex items-center gap-2">
        Rows
        <Select
          value={String(props.pageSize)}
          onValue={(value) => props.onPageSize(Number(value))}
          options={[...new Set([...sizes, props.pageSize])]
            .sort((one, other) => one - other)
            .map((size) => ({ value: String(size), label: String(size) }))}
          className="min-h-7 w-auto py-0 text-xs"
        />
      </label>
      <ColumnMenu />
      {/* Not `disabled`, which takes the focus from whoever has just come to the last page. */}
      <span className="ml-auto flex gap-1">
        {props.isLater && (
          <Button variant="quiet" size="sm" onClick={(event) => turn(event, undefined)}>
            Newest
          </Button>
        )}
        <Button
          variant="quiet"
          size="sm"
          icon={<ChevronLeft aria-hidden className="size-4" />}
          aria-disabled={props.newer === null || undefined}
          onClick={(event) => props.newer !== null && turn(event, props.newer)}
        >
          Newer
        </Button>
        <Button
          variant="secondary"
          size="sm"
          aria-disabled={props.older === null || undefined}
          onClick={(event) => props.older !== null && turn(event, props.older)}
        >
          Older
          <ChevronRight aria-hidden className="size-4" />
        </Button>
      </span>
    </nav>
  )
}
