'use client'
import { useQuery } from '@tanstack/react-query'
import type { EntityOf, ParamsOf, PlaceOf, Resource } from '@/lib/resources/define'
import type { CollectionSearch } from './collection-search'
import { windowPageSize } from './window-page-size'
import { pollEvery } from './poll'
import type { ListSearch } from './api'
import { collectionQuery, type ListPage, type Tagged } from './queries'
import { useRowWindow } from './row-window'

/** A list as a page shows it: one page of it, or all of it in one piece. */
export interface Collection<Item> {
  /** The page that is shown, or of a list in one piece any page of it: what it says of count and age holds for all. */
  page: ListPage<Item> | undefined
  rows: readonly Tagged<Item>[] | undefined
  /** Set where the list is shown in one piece. */
  long: ReturnType<typeof useRowWindow<Item>>['rows']
  /** When the browser got it, in milliseconds since the epoch. */
  at: number
  /** The answer is that of an earlier question, kept until the new one is there. */
  isOld: boolean
  isFetching: boolean
  error: Error | null
  refetch: () => void
}

/** The list that an address asks for; `filters` are what a resource has beside search and order. Asked for more often while the vendor is down. */
export function useCollection<R extends Resource, Item = EntityOf<R>>(
  place: R | PlaceOf<R>,
  projectId: string,
  params: ParamsOf<R>,
  { q, sort, page, pageSize }: CollectionSearch,
  { filters = {}, pollMs }: { filters?: ListSearch; pollMs?: number } = {},
): Collection<Item> {
  const isWhole = pageSize === 'all'
  const pageQuery = (asked: { page: number; pageSize: number }) => ({
    ...collectionQuery<R, Item>(place, projectId, params, { q, sort, ...asked }, filters),
    refetchInterval: pollEvery(pollMs),
  })
  const paged = useQuery({ ...pageQuery({ page, pageSize: isWhole ? 1 : pageSize }), enabled: !isWhole })
  const whole = useRowWindow((at) => pageQuery({ page: at, pageSize: windowPageSize }), isWhole)
  if (isWhole) {
    return {
      page: whole.page,
      rows: whole.page?.items,
      long: whole.rows,
      at: whole.dataUpdatedAt,
      isOld: whole.isOld,
      isFetching: whole.isFetching,
      error: whole.error,
      refetch: whole.refetch,
    }
  }
  return {
    page: paged.data,
    rows: paged.data?.items,
    long: undefined,
    at: paged.dataUpdatedAt,
    isOld: paged.isPlaceholderData,
    isFetching: paged.isFetching,
    error: paged.error,
    refetch: () => void paged.refetch(),
  }
}
