'use client'
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual'
import {
  Fragment,
  memo,
  startTransition,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { rowAfterKey, rowControl, rowPlaceOf, type RowPlace, type RowWindow } from './row-window'
import { steadyColumns } from './steady-columns'

const usualRowHeight = 41
const rowsBeyondSight = 8
const restMs = 40
const settlesForMs = 300
const waitingLook = { height: usualRowHeight }
const noRows = { startIndex: 0, endIndex: 0 }

/**
 * The body of a table that may have a hundred thousand rows: only those near the screen exist. Arrow keys, Page Up and Down, Home and End
 * move the focus from row to row within the column it is in, also to rows that do not exist yet; the row with the focus always exists.
 */
export function VirtualRows<Row>(props: {
  rows: RowWindow<Row>
  columnCount: number
  renderRow: (row: Row | undefined, place: RowPlace) => ReactNode
}) {
  const { rows, columnCount, renderRow } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const [margin, setMargin] = useState(0)
  const [focused, setFocused] = useState<number>()
  const wanted = useRef<{ index: number; column: number }>(undefined)
  const arrived = useRef<{ index: number; at: number }>(undefined)

  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: rows.total,
    estimateSize: () => usualRowHeight,
    overscan: rowsBeyondSight,
    scrollMargin: margin,
    rangeExtractor: (range) => withRow(range, focused),
  })
  const nearItems = virtualizer.getVirtualItems()
  const range = virtualizer.range
  const { startIndex, endIndex } = range ?? noRows
  // Rows with all their controls take longer to make than a frame lasts. Where one leaps over more of them than stand ready, their place
  // stays empty until the leaping rests.
  const [made, setMade] = useState({ startIndex, endIndex })
  const hasMoved = made.startIndex !== startIndex || made.endIndex !== endIndex
  const isLeap = Math.abs(startIndex - made.startIndex) > rowsBeyondSight
  if (hasMoved && !isLeap) setMade({ startIndex, endIndex })
  // An effect, because that nothing happens for a while is told by a clock alone.
  useEffect(() => {
    if (!isLeap) return
    const timer = setTimeout(() => startTransition(() => setMade({ startIndex, endIndex })), restMs)
    return () => clearTimeout(timer)
  }, [isLeap, startIndex, endIndex])
  const items = nearItems.filter(({ index }) => index === focused || isNear(index, made))

  // Only a body whose rows come and go needs it, so it comes with one.
  useLayoutEffect(() => {
    const table = body.current?.closest('table')
    return table ? steadyColumns(table) : undefined
  }, [])

  // What stands above the table may grow or shrink at any time, which moves the table and changes the height of the page.
  useLayoutEffect(() => {
    const measure = () =>
      setMargin(Math.round((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  // A row that was asked for by key gets the focus once it is there, which may be several renderings later. It is kept in sight while
  // the rows around it are measured, since they may turn out higher than they were reckoned.
  useLayoutEffect(() => {
    const row = (index: number) => body.current?.querySelector(`tr[data-index="${index}"]`)
    if (wanted.current) {
      const { index, column } = wanted.current
      const target = rowControl(row(index), column)
      if (!target) return
      wanted.current = undefined
      arrived.current = { index, at: performance.now() }
      target.focus({ preventScroll: true })
    }
    if (!arrived.current || performance.now() - arrived.current.at > settlesForMs) return
    const there = row(arrived.current.index)
    if (there?.contains(document.activeElement)) there.scrollIntoView({ block: 'nearest' })
  })

  useLayoutEffect(() => {
    if (range) rows.onNear(range.startIndex, range.endIndex)
  }, [rows, range])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = rowPlaceOf(event.target)
    const next = place && rowAfterKey(event.key, place.index, rows.total)
    if (!place || next === undefined) return
    event.preventDefault()
    wanted.current = { index: next, column: place.column }
    setFocused(next)
    virtualizer.scrollToIndex(next, { align: 'auto' })
  }

  return (
    <tbody
      ref={body}
      role="rowgroup"
      className="@max-xl:block"
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocused(indexOf(event.target))}
      onBlur={() => wanted.current === undefined && setFocused(undefined)}
    >
      {items.map((item, at) => {
        const gap = item.start - (items[at - 1]?.end ?? margin)
        return (
          <Fragment key={item.key}>
            {gap > 0 && <Gap height={gap} columnCount={columnCount} />}
            <Row
              row={rows.rowAt(item.index)}
              index={item.index}
              measure={virtualizer.measureElement}
              renderRow={renderRow}
            />
          </Fragment>
        )
      })}
      <Gap
        height={Math.max(0, virtualizer.getTotalSize() + margin - (items.at(-1)?.end ?? margin))}
        columnCount={columnCount}
      />
    </tbody>
  )
}

interface RowToMake<Row> {
  row: Row | undefined
  index: number
  measure: RowPlace['ref']
  renderRow: (row: Row | undefined, place: RowPlace) => ReactNode
}

// A row is made again only when it changed, not with every step of the scroll bar; `memo` loses that it is for rows of any type.
const Row = memo(MadeRow) as typeof MadeRow

function MadeRow<Row>({ row, index, measure, renderRow }: RowToMake<Row>) {
  // The header is the first row.
  const place = { 'data-index': index, 'aria-rowindex': index + 2 }
  // What stands in for a row that is being read takes the place that rows are reckoned with, and is nothing to measure.
  return renderRow(row, row === undefined ? { ...place, style: waitingLook } : { ...place, ref: measure })
}

// Rows that are not there take their place all the same, so that the scroll bar tells the truth.
function Gap({ height, columnCount }: { height: number; columnCount: number }) {
  return (
    <tr aria-hidden role="presentation" className="@max-xl:block">
      <td
        role="presentation"
        colSpan={columnCount}
        style={{ height, padding: 0 }}
        className="@max-xl:block"
      />
    </tr>
  )
}

function withRow(range: Range, row: number | undefined): number[] {
  const indexes = defaultRangeExtractor(range)
  if (row === undefined || row >= range.count || indexes.includes(row)) return indexes
  return [...indexes, row].sort((one, other) => one - other)
}

function isNear(index: number, { startIndex, endIndex }: typeof noRows): boolean {
  return index >= startIndex - rowsBeyondSight && index <= endIndex + rowsBeyondSight
}

function indexOf(target: EventTarget): number | undefined {
  const index = target instanceof Element ? target.closest('tr')?.dataset.index : undefined
  return index === undefined ? undefined : Number(index)
}
