'use client'
import { useState } from 'react'
import type { NumberKey, NumberRow } from '@/lib/client/phone-numbers'

/** Numbers that are chosen, on whichever page they stand. */
export interface Selection {
  size: number
  has: (phoneNumber: string) => boolean
  /** What was chosen, with what is known of it now where it is in sight. */
  values: () => NumberKey[]
  /** Chooses or leaves one row, which stands at `index`; with `through`, everything from the row that was pressed last up to it as well. */
  toggle: (row: NumberRow, on: boolean, index: number, through: boolean) => void
  /** Chooses the rows at both places and all between them. */
  addBetween: (from: number, to: number) => void
  setRows: (rows: readonly NumberKey[], on: boolean) => void
  clear: () => void
}

/**
 * The selection over a list of which `rows` are in sight; `view` names the list, its order and its page. `between` gives the rows from one place to another, also of those that are not
 * in sight. It outlives paging and searching.
 */
export function useSelection(
  rows: readonly NumberRow[],
  view: string,
  between: (from: number, to: number) => Promise<readonly NumberRow[]>,
): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, NumberKey>>(new Map())
  // Where the last press was means nothing in another view.
  const [last, setLast] = useState<{ view: string; index: number }>()
  const change = (numbers: readonly NumberKey[], on: boolean) =>
    setChosen((before) => {
      const next = new Map(before)
      for (const number of numbers) {
        if (on) next.set(number.phoneNumber, number)
        else next.delete(number.phoneNumber)
      }
      return next
    })
  const changeBetween = async (from: number, to: number, on: boolean) =>
    change(await between(Math.min(from, to), Math.max(from, to)), on)
  return {
    size: chosen.size,
    has: (phoneNumber) => chosen.has(phoneNumber),
    values: () => {
      const seen = new Map(rows.map((row) => [row.phoneNumber, row]))
      return [...chosen.values()].map((number) => seen.get(number.phoneNumber) ?? number)
    },
    toggle: (row, on, index, through) => {
      change([row], on)
      if (through && last?.view === view) void changeBetween(last.index, index, on)
      setLast({ view, index })
    },
    addBetween: (from, to) => {
      void changeBetween(from, to, true)
      setLast({ view, index: to })
    },
    setRows: change,
    clear: () => setChosen(new Map()),
  }
}
