'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useIsInBrowser } from '@/components/ui/local-time'
import { useUrlSearch, type SearchChange } from '@/lib/client/url-search'
import type { CallCount } from '@/lib/rules/call-history'
import { callSearch, resolveWindow, type CallQuery } from '@/lib/rules/call-query'
import { windowOf, type CallPreset, type CallWindow } from '@/lib/rules/call-window'
import { callCountQuery, callsQuery, followsTime, namedWindow } from './calls-query'

/**
 * A search of calls as its address has it: its rows, how many there are, and the ways to change it. A search of the archive over a named
 * window goes with the time until it is paged; any other step writes the window into the address, so that paging and going back stay on one
 * set of calls. `sentAt` is when the page was sent, by the server's clock.
 */
export function useCallSearch(props: { projectId: string; query: CallQuery; sentAt: number }) {
  const { projectId, query } = props
  const [, change] = useUrlSearch()
  const isInBrowser = useIsInBrowser()
  const [openedAt] = useState(() => (isInBrowser ? Date.now() : props.sentAt))
  const client = useQueryClient()
  const [stopped, setStopped] = useState<string>()
  const [isRefreshing, setRefreshing] = useState(false)

  const isLive = query.source === 'live'
  const isFollowing = followsTime(query)
  const preset = namedWindow(query)
  const opened = resolveWindow(query, openedAt)
  const asked = callsQuery(projectId, query, opened)
  const found = useQuery(asked)
  const isSearching = found.isPending || found.isPlaceholderData
  const window: CallWindow =
    isFollowing && found.data && !isSearching ? { start: found.data.start, end: found.data.end } : opened
  const counted = useQuery({ ...callCountQuery(projectId, query, opened), enabled: isInBrowser && !isLive })
  const total = found.data?.total ?? undefined
  const count: CallCount | undefined = isLive
    ? total === undefined || isSearching
      ? undefined
      : { count: total, isExact: true }
    : counted.data
  // What names the search to whoever waits for it; one that goes with the time stays the same search.
  const name = JSON.stringify(asked.queryKey)
  const isStopped = stopped === name && isSearching && !found.isFetching

  const go = (values: SearchChange, how?: 'push' | 'replace') =>
    change({ ...(isFollowing ? {} : { last: preset, ...window }), ...values }, how)
  const ask = (values: SearchChange) => {
    // In the archive a named window begins anew; the vendor's pages stay on the window that was asked for.
    const when = preset !== undefined && !isLive ? { last: preset, ...open } : { last: preset, ...window }
    change({ ...when, ...firstPage, ...values })
  }
  const named = (last: CallPreset): SearchChange =>
    isLive ? { last, ...windowOf(last, Date.now(), query.zone) } : { last, ...open }

  return {
    found,
    /** Undefined while they are counted. */
    count,
    countError: counted.error,
    preset,
    window,
    isLive,
    isSearching,
    isStopped,
    name,
    /** Set while somebody waits for rows: not while they are asked for again by themselves. */
    waitsFor: (isSearching && found.isFetching) || isRefreshing ? name : undefined,
    /** Changes the address and stays on the set of calls that is shown. */
    go,
    /** Changes what is searched, from its first page on. */
    ask,
    askNamed: (last: CallPreset) => ask(named(last)),
    askLive: (missing: CallWindow) =>
      ask({ source: 'live', last: undefined, start: missing.start, end: missing.end }),
    changeSource: (source: CallQuery['source']) => {
      const moved = preset && (source === 'live' ? windowOf(preset, Date.now(), query.zone) : open)
      ask({ source: source === 'live' ? source : undefined, ...moved })
    },
    /** Another page of the archive; undefined is the one with the newest calls. */
    turn: (cursor: string | undefined) => change({ last: preset, ...window, cursor, call: undefined }),
    refresh: async () => {
      if (preset !== undefined && !isFollowing) return ask(named(preset))
      // A place in the list may be why it could not be read.
      if (query.cursor !== undefined) return ask({})
      setRefreshing(true)
      await client.invalidateQueries({ queryKey: ['projects', projectId, 'calls'] })
      setRefreshing(false)
    },
    stop: () => {
      setStopped(name)
      void client.cancelQueries({ queryKey: asked.queryKey })
    },
    /** The search as it is shown, for a link to these very calls. */
    pinned: () => {
      const pinned = callSearch(query, window)
      if (pinned.get('pageSize') === '50') pinned.delete('pageSize')
      if (pinned.get('page') === '1') pinned.delete('page')
      return pinned.toString()
    },
  }
}

/** Takes the two ends of a window out of the address. */
const open: SearchChange = { start: undefined, end: undefined }

/** Takes out of the address where in the list the reader was. */
const firstPage: SearchChange = { page: undefined, cursor: undefined, call: undefined }
