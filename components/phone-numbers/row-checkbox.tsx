'use client'
import type { KeyboardEvent } from 'react'
import type { NumberRow } from '@/lib/client/phone-numbers'
import { phoneText } from '@/lib/format'
import type { Selection } from './use-selection'

/** Chooses a row: by press, with Shift a range; by keyboard with Space, and the arrow keys go from row to row, with Shift choosing. */
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
          nativeEvent instanceof MouseEvent && nativeEvent.shiftKey,
        )
      }
      onKeyDown={moveByArrow}
      className="block size-4 accent-accent"
    />
  )
}

function moveByArrow(event: KeyboardEvent<HTMLInputElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const boxes = [
    ...(event.currentTarget.closest('tbody')?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ??
      []),
  ]
  const next = boxes[boxes.indexOf(event.currentTarget) + step]
  event.preventDefault()
  if (!next) return
  // With Shift both ends of the step are chosen, as in any list.
  if (event.shiftKey) for (const box of [event.currentTarget, next]) if (!box.checked) box.click()
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
}
