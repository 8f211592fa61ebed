'use client'
import { cx } from 'class-variance-authority'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'

/** One column of a `DataTable`. */
export interface Column<Row> {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Name under which the list is sorted by this column; without it the column cannot be sorted. */
  sortKey?: string
  /** Right-aligned figures. */
  numeric?: boolean
  /** The header is read out but not shown, e.g. over a column of buttons. */
  headerHidden?: boolean
  /** Where the cell goes when a row becomes two lines, as on a phone or beside a drawer: the first line, the second, or nowhere. */
  phone?: 'title' | 'detail' | 'hidden'
  /** The column is left out where the table, not yet in rows of two lines, is narrower than this many pixels: nothing else is cut off. */
  hideBelow?: 768 | 896 | 1024
  /** Arrow keys move the focus from row to row in this column too, as they do in the column of the title. */
  rowKeys?: boolean
  className?: string
}

/** Where a column with `hideBelow` is left out. */
export function hiddenBelow({ hideBelow }: Pick<Column<never>, 'hideBelow'>): string | false {
  if (hideBelow === undefined) return false
  return { 768: '@xl:@max-3xl:hidden', 896: '@xl:@max-4xl:hidden', 1024: '@xl:@max-5xl:hidden' }[hideBelow]
}

/** The column with the key "actions" stays at the right edge, so that what can be done with a row is never out of sight. */
export function isPinned({ key }: Pick<Column<never>, 'key'>): boolean {
  return key === 'actions'
}

/** A pinned cell; the shadow appears while columns lie below it. */
export const pinnedLook =
  '@xl:sticky @xl:right-0 @xl:transition-shadow @xl:group-data-more/scroll:shadow-[-10px_0_10px_-8px_var(--line-strong)]'

/** The sticky header row of a `DataTable`. */
export function DataTableHead<Row>(props: {
  columns: readonly Column<Row>[]
  sort?: string
  onSort?: (sort: string) => void
}) {
  return (
    <thead role="rowgroup" className="@max-xl:hidden">
      <tr role="row">
        {props.columns.map((column) => {
          const direction = directionOf(column.sortKey, props.sort)
          return (
            <th
              role="columnheader"
              key={column.key}
              scope="col"
              data-pinned={isPinned(column) || undefined}
              aria-sort={column.sortKey ? (direction ?? 'none') : undefined}
              className={cx(
                'z-10 border-b bg-sunken px-3 py-2 text-left text-xs font-medium whitespace-nowrap text-faint first:rounded-tl-lg last:rounded-tr-lg group-data-fits/scroll:sticky group-data-fits/scroll:top-(--header-height)',
                column.numeric && 'text-right',
                hiddenBelow(column),
                isPinned(column) && pinnedLook,
              )}
            >
              {column.sortKey && props.onSort ? (
                <SortButton {...props} column={column} direction={direction} />
              ) : (
                <span className={column.headerHidden ? 'sr-only' : undefined}>{column.header}</span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function SortButton<Row>(props: {
  column: Column<Row>
  direction: 'ascending' | 'descending' | undefined
  onSort?: (sort: string) => void
}) {
  const { column, direction } = props
  const Icon = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : ChevronsUpDown
  return (
    <button
      type="button"
      onClick={() => props.onSort?.(direction === 'ascending' ? `-${column.sortKey}` : `${column.sortKey}`)}
      className={cx(
        '-my-1 flex min-h-6 w-fit items-center gap-1 rounded-sm hover:text-text',
        column.numeric && 'ml-auto flex-row-reverse',
        direction && 'text-text',
      )}
    >
      {column.header}
      <Icon aria-hidden className="size-3.5" />
    </button>
  )
}

function directionOf(sortKey: string | undefined, sort: string | undefined) {
  if (!sortKey || !sort) return undefined
  if (sort === sortKey) return 'ascending'
  return sort === `-${sortKey}` ? 'descending' : undefined
}
