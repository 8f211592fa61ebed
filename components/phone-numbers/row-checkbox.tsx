'use client'
import type { KeyboardEvent } from 'react'
import type { NumberRow } from '@/lib/client/phone-numbers'
import { phoneText } from '@/lib/format'
import type { Selection } from './use-selection'

/** Chooses a row: by press, with Shift a range; by keyboard with Space, and with Shift the arrow keys choose from row to row. */
export function RowCheckbox({ row, selection }: { row: NumberRow; selection: Selection }) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${phoneText(row.phoneNumber)}`}
      checked={selection.has(row.phoneNumber)}
      onChange={({ currentTarget, nativeEvent }) =>
        selection.toggle(
          row,
          currentTarget.checked,
          indexOf(currentTarget),
          nativeEvent instanceof MouseEvent && nativeEvent.shiftKey,
        )
      }
      onKeyDown={(event) => chooseByArrow(event, selection)}
      className="block size-4 accent-accent"
    />
  )
}

// The table moves the focus; with Shift both ends of the step are chosen, as in any list.
function chooseByArrow(event: KeyboardEvent<HTMLInputElement>, selection: Selection) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const index = indexOf(event.currentTarget)
  if (step !== undefined && event.shiftKey && index + step >= 0) selection.addBetween(index, index + step)
}

/** Where the row of a control stands in its list, counted from 0. */
function indexOf(control: Element): number {
  return Number(control.closest('tr')?.dataset.index)
}
