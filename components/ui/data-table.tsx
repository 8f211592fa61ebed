'use client'
import { cx } from 'class-variance-authority'
import { useRouter } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'
import { DataTableHead, hiddenBelow, isPinned, pinnedLook, type Column } from './data-table-head'
import { RowTitle } from './data-table-title'
import { ErrorNotice } from './error-notice'
import { ScrollBox } from './scroll-box'
import { Skeleton } from './skeleton'

/**
 * A table of objects. The cell of the column `phone: 'title'` (else the first) opens the row for the keyboard; a click anywhere in the
 * row does so for the mouse. Rows that were loaded stay visible beside a later error.
 */
export function DataTable<Row>(props: {
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  empty: ReactNode
  caption: string
  /** Name of a column's `sortKey`, with a minus in front for descending. */
  sort?: string
  onSort?: (sort: string) => void
  onRowOpen?: (row: Row) => void
  rowHref?: (row: Row) => string
  selectedKey?: string
  loading?: boolean
  error?: unknown
  onRetry?: () => void
  footer?: ReactNode
}) {
  const router = useRouter()
  const { columns, rows, onRowOpen, rowHref } = props
  const title = columns.find((column) => column.phone === 'title') ?? columns[0]
  const opens = Boolean(onRowOpen ?? rowHref)
  const open = (event: MouseEvent, row: Row) => {
    if (!opens || clickHasOtherMeaning(event)) return
    if (onRowOpen) onRowOpen(row)
    // Row addresses come from data; typed routes cannot check them.
    else if (rowHref) router.push(rowHref(row) as Parameters<typeof router.push>[0])
  }

  return (
    <>
      {Boolean(props.error) && (
        <div className={rows ? 'mb-3' : undefined}>
          <ErrorNotice error={props.error} onRetry={props.onRetry} />
        </div>
      )}
      {!(props.error && !rows) && (
        <div
          data-table
          className="@container relative scroll-mt-[calc(var(--header-height)+0.75rem)] rounded-lg border bg-surface shadow"
          aria-busy={props.loading || undefined}
        >
          <ScrollBox>
            <table role="table" className="w-full border-separate border-spacing-0 @max-xl:block">
              <caption className="sr-only">{props.caption}</caption>
              <DataTableHead columns={columns} sort={props.sort} onSort={props.onSort} />
              <tbody role="rowgroup" className="@max-xl:block">
                {!rows && props.loading !== false && <LoadingRows columns={columns} />}
                {rows?.map((row) => {
                  const key = props.rowKey(row)
                  return (
                    <tr
                      role="row"
                      key={key}
                      aria-current={key === props.selectedKey || undefined}
                      onClick={(event) => open(event, row)}
                      className={cx(
                        'group scroll-mt-24 scroll-mb-2 @max-xl:relative @max-xl:flex @max-xl:flex-wrap @max-xl:items-baseline @max-xl:gap-x-3 @max-xl:gap-y-0.5 @max-xl:border-b @max-xl:px-4 @max-xl:py-2.5 @max-xl:last:border-b-0',
                        opens && 'cursor-pointer',
                        opens && key !== props.selectedKey && 'hover:bg-sunken',
                        key === props.selectedKey && 'bg-accent-soft',
                      )}
                    >
                      {columns.map((column) => (
                        <td role="cell" key={column.key} className={cellLook(column, column === title)}>
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
                })}
              </tbody>
            </table>
          </ScrollBox>
          {rows?.length === 0 && props.empty}
          {props.footer && rows && rows.length > 0 && (
            <div className="border-t px-3 py-2">{props.footer}</div>
          )}
        </div>
      )}
    </>
  )
}

const loadingRowCount = 8

function LoadingRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return Array.from({ length: loadingRowCount }, (_, index) => (
    <tr role="row" key={index} className="@max-xl:flex @max-xl:px-4 @max-xl:py-2.5">
      {columns.map((column, position) => (
        <td role="cell" key={column.key} className={cellLook(column, position === 0)}>
          {index === 0 && position === 0 && <span className="sr-only">Loading…</span>}
          <Skeleton className={cx('my-0.5', column.numeric ? 'ml-auto w-10' : 'w-24')} />
        </td>
      ))}
    </tr>
  ))
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
    event.target instanceof Element && event.target.closest('a, button, input, select, label, [popover]')
  return Boolean(control) || !window.getSelection()?.isCollapsed
}
