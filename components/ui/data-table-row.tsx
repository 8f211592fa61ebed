'use client'
import { cx } from 'class-variance-authority'
import { useRouter } from 'next/navigation'
import type { MouseEvent } from 'react'
import { hiddenBelow, isPinned, pinnedLook, type Column } from './data-table-head'
import { RowTitle } from './data-table-title'
import { SkeletonBar } from './skeleton'
import type { RowPlace } from './row-window'

/** How the rows of a table are opened, and which of them is open. */
export interface RowActs<Row> {
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  onRowOpen?: (row: Row) => void
  rowHref?: (row: Row) => string
  selectedKey?: string
}

/** One row of a `DataTable`. The cell of its title opens it for the keyboard, a click anywhere in it for the mouse. */
export function DataRow<Row>(props: RowActs<Row> & { row: Row; place?: RowPlace }) {
  const router = useRouter()
  const { columns, row, onRowOpen, rowHref, place } = props
  const key = props.rowKey(row)
  const title = titleColumn(columns)
  const opens = Boolean(onRowOpen ?? rowHref)
  const open = (event: MouseEvent) => {
    if (!opens || clickHasOtherMeaning(event)) return
    if (onRowOpen) onRowOpen(row)
    // Row addresses come from data; typed routes cannot check them.
    else if (rowHref) router.push(rowHref(row) as Parameters<typeof router.push>[0])
  }
  return (
    <tr
      {...place}
      role="row"
      aria-current={key === props.selectedKey || undefined}
      onClick={open}
      className={cx(
        'group scroll-mt-24 scroll-mb-2 @max-xl:relative @max-xl:flex @max-xl:flex-wrap @max-xl:items-baseline @max-xl:gap-x-3 @max-xl:gap-y-0.5 @max-xl:border-b @max-xl:px-4 @max-xl:py-2.5 @max-xl:last:border-b-0',
        opens && 'cursor-pointer',
        opens && key !== props.selectedKey && 'hover:bg-sunken',
        key === props.selectedKey && 'bg-accent-soft',
      )}
    >
      {columns.map((column) => (
        <td
          role="cell"
          key={column.key}
          data-row-keys={column === title || column.rowKeys || undefined}
          className={cellLook(column, column === title)}
        >
          {column.phone === 'detail' && column.numeric && (
            <span className="mr-1 hidden text-faint @max-xl:inline">{column.header}</span>
          )}
          {column === title ? (
            <RowTitle row={row} onOpen={onRowOpen} href={rowHref}>
              {column.cell(row)}
            </RowTitle>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  )
}

/** A row whose content is still being read; `label` is read out once for all of them. */
export function LoadingRow<Row>(props: {
  columns: readonly Column<Row>[]
  label?: boolean
  place?: RowPlace
}) {
  const { columns } = props
  return (
    // Whoever scrolls in a long list sees at once that there are rows.
    <tr
      {...props.place}
      role="row"
      className={cx('@max-xl:flex @max-xl:px-4 @max-xl:py-2.5', !props.place && 'appear-late')}
    >
      {columns.map((column, position) => (
        <td role="cell" key={column.key} className={cellLook(column, position === 0)}>
          {props.label && position === 0 && <span className="sr-only">Loading…</span>}
          <SkeletonBar className={cx('my-0.5', column.numeric ? 'ml-auto w-10' : 'w-24')} />
        </td>
      ))}
    </tr>
  )
}

function titleColumn<Row>(columns: readonly Column<Row>[]): Column<Row> | undefined {
  return columns.find((column) => column.phone === 'title') ?? columns[0]
}

function cellLook<Row>(column: Column<Row>, isTitle: boolean) {
  return cx(
    'border-b px-3 py-2 align-middle group-last:border-b-0 @max-xl:border-0 @max-xl:p-0',
    column.numeric && 'text-right whitespace-nowrap',
    isTitle ? 'min-w-44 @max-xl:basis-full @max-xl:font-medium' : '@max-xl:text-sm @max-xl:text-muted',
    column.phone === 'hidden' && '@max-xl:hidden',
    hiddenBelow(column),
    isPinned(column) && pinnedLook,
    isPinned(column) &&
      'bg-surface group-aria-[current=true]:bg-accent-soft group-[:hover:not([aria-current])]:bg-sunken @max-xl:bg-transparent',
    column.className,
  )
}

// A click on a control inside the row, or the end of selecting text, is not meant to open the row.
function clickHasOtherMeaning(event: MouseEvent) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return true
  const control =
    event.target instanceof Element &&
    event.target.closest('a, button, input, select, label, dialog, [popover]')
  return Boolean(control) || !window.getSelection()?.isCollapsed
}
