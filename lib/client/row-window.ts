'use client'
import { useQueries, type QueryKey, type UseQueryOptions } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { windowPageSize } from './window-page-size'
import type { ListPage, Tagged } from './queries'

// Who scrolls past ten thousand rows does not want them read on the way.
const restMs = 60

/**
 * A long list read in pages as its rows come near the screen. `pageQuery` is the query of one page (from 1) with `windowPageSize` rows;
 * `enabled: false` asks for nothing.
 */
export function useRowWindow<Item, Key extends QueryKey = QueryKey>(
  pageQuery: (page: number) => UseQueryOptions<ListPage<Item>, Error, ListPage<Item>, Key>,
  enabled: boolean,
) {
  const [pages, setPages] = useState({ first: 1, last: 1 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The first page is always among them: it says how long the list is while others are still under way.
  const near = Array.from({ length: pages.last - pages.first + 1 }, (_, at) => pages.first + at)
  const wanted = enabled ? [...new Set([1, ...near])] : []
  const results = useQueries({ queries: wanted.map((page) => pageQuery(page)) })

  const onNear = useCallback((first: number, last: number) => {
    clearTimeout(timer.current)
    const next = {
      first: Math.floor(first / windowPageSize) + 1,
      last: Math.floor(last / windowPageSize) + 1,
    }
    timer.current = setTimeout(
      () => setPages((now) => (now.first === next.first && now.last === next.last ? now : next)),
      restMs,
    )
  }, [])

  const known = results[0]
  const loaded = new Map<number, readonly Tagged<Item>[]>()
  results.forEach(({ data, isPlaceholderData }, index) => {
    if (data && !isPlaceholderData) loaded.set(wanted[index] ?? 0, data.items)
  })
  const total = known?.data?.total
  const rowAt = (index: number) =>
    loaded.get(Math.floor(index / windowPageSize) + 1)?.[index % windowPageSize]
  return {
    rows: total === undefined ? undefined : { total, rowAt, onNear },
    page: known?.data,
    dataUpdatedAt: known?.dataUpdatedAt ?? 0,
    /** What is shown answers an earlier question. */
    isOld: known?.isPlaceholderData ?? false,
    error: results.find(({ error }) => error)?.error ?? null,
    isFetching: results.some(({ isFetching }) => isFetching),
    refetch: () => {
      for (const result of results) void result.refetch()
    },
  }
}
