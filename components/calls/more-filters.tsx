'use client'
import { useState, type ReactNode } from 'react'
import { filterLabel, type FilterKey } from './filter-words'

/** The filters that few searches need: a list, and in the place of the list the one that was chosen. */
export function MoreFilters(props: {
  offered: readonly FilterKey[]
  children: (filter: FilterKey) => ReactNode
}) {
  const [filter, setFilter] = useState<FilterKey>()
  if (filter !== undefined) {
    return (
      <>
        <p className="mb-2 font-medium">{filterLabel[filter]}</p>
        {props.children(filter)}
      </>
    )
  }
  return (
    <div className="-mx-1 flex flex-col">
      {props.offered.map((one, index) => (
        <button
          key={one}
          type="button"
          autoFocus={index === 0}
          onClick={() => setFilter(one)}
          className="min-h-8 rounded px-2 text-left hover:bg-sunken"
        >
          {filterLabel[one]}
        </button>
      ))}
    </div>
  )
}
