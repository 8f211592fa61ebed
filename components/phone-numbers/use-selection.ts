'use client'
import { useState } from 'react'
import type { NumberKey, NumberRow } from '@/lib/client/phone-numbers'

/** Numbers that are chosen, on whichever page they stand. */
export interface Selection {
  size: number
  has: (phoneNumber: string) => boolean
  /** What was chosen, with what is known of it now where it is in sight. */
  values: () => NumberKey[]
  /** Chooses or leaves one row; with `through`, everything from the row that was pressed last up to it as well. */
  toggle: (row: NumberRow, on: boolean, through: boolean) => void
  setRows: (rows: readonly NumberKey[], on: boolean) => void
  clear: () => void
}

/** The selection over a list whose present page is `rows`. It outlives paging and searching. */
export function useSelection(rows: readonly NumberRow[]): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, NumberKey>>(new Map())
  const [last, setLast] = useState<string>()
  const change = (numbers: readonly NumberKey[], on: boolean) =>
    setChosen((before) => {
      const next = new Map(before)
      for (const number of numbers) {
        if (on) next.set(number.phoneNumber, number)
        else next.delete(number.phoneNumber)
      }
      return next
    })
  return {
    size: chosen.size,
    has: (phoneNumber) => chosen.has(phoneNumber),
    values: () => {
      const seen = new Map(rows.map((row) => [row.phoneNumber, row]))
      return [...chosen.values()].map((number) => seen.get(number.phoneNumber) ?? number)
    },
    toggle: (row, on, through) => {
      const [from, to] = [indexOf(rows, last), indexOf(rows, row.phoneNumber)]
      const isRange = through && from !== -1 && to !== -1
      change(isRange ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row], on)
      setLast(row.phoneNumber)
    },
    setRows: change,
    clear: () => setChosen(new Map()),
  }
}

function indexOf(rows: readonly NumberRow[], phoneNumber: string | undefined): number {
  return rows.findIndex((row) => row.phoneNumber === phoneNumber)
}
