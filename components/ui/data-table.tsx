'use client'
import dynamic from 'next/dynamic'
import type { KeyboardEvent, ReactNode } from 'react'
import { DataTableHead } from './data-table-head'
import { DataRow, LoadingRow, type RowActs } from './data-table-row'
import { ErrorNotice } from './error-notice'
import { rowAfterKey, rowControl, rowPlaceOf, type RowWindow } from './row-window'
import { ScrollBox } from './scroll-box'
import type { VirtualRows as VirtualRowsType } from './virtual-rows'

// Few lists are read in one piece, so what that takes is loaded when it is asked for; `dynamic` loses that it is for rows of any type.
const VirtualRows = dynamic(() => import('./virtual-rows').then((module) => module.VirtualRows), {
  ssr: false,
}) as typeof VirtualRowsType

/**
 * A table of objects. The cell of the column `phone: 'title'` (else the first) opens the row for the keyboard; a click anywhere in the
 * row does so for the mouse. Rows that were loaded stay visible beside a later error. `long` in the place of `rows` is a list of any
 * length in one piece.
 */
export function DataTable<Row>(
  props: RowActs<Row> & {
    rows: readonly Row[] | undefined
    long?: RowWindow<Row>
    empty: ReactNode
    caption: string
    /** Name of a column's `sortKey`, with a minus in front for descending. */
    sort?: string
    onSort?: (sort: string) => void
    loading?: boolean
    error?: unknown
    onRetry?: () => void
    footer?: ReactNode
  },
) {
  const { columns, rows, long } = props
  const count = long ? long.total : rows?.length
  return (
    <>
      {Boolean(props.error) && (
        <div className={count === undefined ? undefined : 'mb-3'}>
          <ErrorNotice error={props.error} onRetry={props.onRetry} />
        </div>
      )}
      {!(props.error && count === undefined) && (
        <div
          data-table
          className="@container relative scroll-mt-[calc(var(--header-height)+0.75rem)] rounded-lg border bg-surface shadow"
          aria-busy={props.loading || undefined}
        >
          <ScrollBox>
            <table
              role="table"
              aria-rowcount={long && long.total + 1}
              className="w-full border-separate border-spacing-0 @max-xl:block"
            >
              <caption className="sr-only">{props.caption}</caption>
              <DataTableHead columns={columns} sort={props.sort} onSort={props.onSort} />
              {long ? (
                <VirtualRows
                  rows={long}
                  columnCount={columns.length}
                  renderRow={(row, place) =>
                    row === undefined ? (
                      <LoadingRow columns={columns} place={place} />
                    ) : (
                      <DataRow {...props} row={row} place={place} />
                    )
                  }
                />
              ) : (
                <tbody
                  role="rowgroup"
                  className="@max-xl:block"
                  onKeyDown={(event) => moveByKey(event, rows?.length ?? 0)}
                >
                  {!rows &&
                    props.loading !== false &&
                    Array.from({ length: loadingRowCount }, (_, index) => (
                      <LoadingRow key={index} columns={columns} label={index === 0} />
                    ))}
                  {rows?.map((row, index) => (
                    <DataRow key={props.rowKey(row)} {...props} row={row} place={{ 'data-index': index }} />
                  ))}
                </tbody>
              )}
            </table>
          </ScrollBox>
          {count === 0 && props.empty}
          {props.footer && count !== undefined && count > 0 && (
            <div className="border-t px-3 py-2">{props.footer}</div>
          )}
        </div>
      )}
    </>
  )
}

const loadingRowCount = 8

// All rows of a page exist, so the one that a key goes to can have the focus at once.
function moveByKey(event: KeyboardEvent<HTMLElement>, count: number) {
  const place = rowPlaceOf(event.target)
  const next = place && rowAfterKey(event.key, place.index, count)
  if (!place || next === undefined) return
  event.preventDefault()
  const control = rowControl(event.currentTarget.querySelector(`tr[data-index="${next}"]`), place.column)
  control?.focus()
  control?.scrollIntoView({ block: 'nearest' })
}
