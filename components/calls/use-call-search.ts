'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useIsInBrowser } from '@/components/ui/local-time'
import { useUrlSearch, type SearchChange } from '@/lib/client/url-search'
import type { CallCount } from '@/lib/rules/call-history'
import { callSearch, filterSearch, resolveWindow, wholeSearch, type CallQuery } from '@/lib/rules/call-query'
import { windowOf, type CallPreset, type CallWindow } from '@/lib/rules/call-window'
import { callCountQuery, callsQuery, followsTime, namedWindow, totalsKey } from './calls-query'

/**
 * A search of calls as its address has it: its rows, how many there are, and the ways to change it. A search of the archive over a named
 * window goes with the time until it is paged; any other step writes the window into the address, so that paging and going back stay on one
 * set of calls. `sentAt` is when the page was sent, by the server's clock.
 */
export function useCallSearch(props: { projectId: string; query: CallQuery; sentAt: number }) {
  const { projectId, query } = props
  const [, change] = useUrlSearch()
  const isInBrowser = useIsInBrowser()
  const searched = searchedFor(query)
  const [opened, setOpened] = useState(() => ({ searched, at: isInBrowser ? Date.now() : props.sentAt }))
  // A page may be open for hours before somebody asks for something else.
  if (opened.searched !== searched) setOpened({ searched, at: nowMs() })
  const client = useQueryClient()
  const [stopped, setStopped] = useState<string>()
  const [isRefreshing, setRefreshing] = useState(false)

  const isLive = query.source === 'live'
  const isFollowing = followsTime(query)
  const preset = namedWindow(query)
  const atFirst = resolveWindow(query, opened.at)
  const asked = callsQuery(projectId, query, atFirst)
  // What names the search to whoever waits for it; one that goes with the time stays the same search.
  const name = JSON.stringify(asked.queryKey)
  const isGivenUp = stopped === name
  const found = useQuery({ ...asked, enabled: !isGivenUp })
  const isSearching = found.isPending || found.isPlaceholderData
  const answered = isFollowing && !isSearching ? found.data : undefined
  const window: CallWindow = answered ? { start: answered.start, end: answered.end } : atFirst
  // For a link or a file while nothing is shown yet: as one that goes with the time is asked just then.
  const windowNow = () => (isFollowing && !answered ? resolveWindow(query, nowMs()) : window)
  const counting = callCountQuery(projectId, query, atFirst)
  const counted = useQuery({ ...counting, enabled: isInBrowser && !isLive && !isGivenUp })
  const total = found.data?.total ?? undefined
  const count: CallCount | undefined = isLive
    ? total === undefined || isSearching
      ? undefined
      : { count: total, isExact: true }
    : counted.data
  const isStopped = isGivenUp && isSearching

  const go = (values: SearchChange, how?: 'push' | 'replace') =>
    change({ ...(isFollowing ? {} : { last: preset, ...window }), ...values }, how)
  const ask = (values: SearchChange) => {
    // In the archive a named window begins anew; the vendor's pages stay on the window that was asked for.
    const when = preset !== undefined && !isLive ? { last: preset, ...open } : { last: preset, ...window }
    setStopped(undefined)
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
    /** In which zone times are shown: the same calls at the same place, except where the zone says when a month began. */
    changeZone: (zone: string | undefined) => {
      if (preset !== 'month') go({ zone })
      else ask({ zone, ...(isLive ? windowOf(preset, Date.now(), zone) : open) })
    },
    /** Another page of the archive; undefined is the one with the newest calls. */
    turn: (cursor: string | undefined) => change({ last: preset, ...window, cursor, call: undefined }),
    refresh: async () => {
      if (preset !== undefined && !isFollowing) return ask(named(preset))
      // A place in the list may be why it could not be read.
      if (query.cursor !== undefined) return ask({})
      if (isStopped) return setStopped(undefined)
      setRefreshing(true)
      await client.invalidateQueries({ queryKey: ['projects', projectId, 'calls'] })
      setRefreshing(false)
    },
    stop: () => {
      // What is there already stays, and goes on by itself.
      if (isSearching) setStopped(name)
      for (const { queryKey } of [asked, counting, { queryKey: totalsKey(projectId) }])
        void client.cancelQueries({ queryKey })
    },
    /** Asks for what was stopped. */
    again: () => setStopped(undefined),
    /** The search as it is shown, for a link to these very calls. */
    pinned: () => {
      const pinned = callSearch(query, windowNow())
      if (pinned.get('pageSize') === '50') pinned.delete('pageSize')
      if (pinned.get('page') === '1') pinned.delete('page')
      return pinned.toString()
    },
    /** The same without a place in its list, for a file of all of it. */
    whole: () => wholeSearch(query, windowNow()).toString(),
  }
}

/** What is searched for, whatever page of it is shown and whether its window is written out. */
function searchedFor(query: CallQuery): string {
  return `${filterSearch(query).toString()} ${query.source} ${namedWindow(query)}`
}

function nowMs() {
  return Date.now()
}

/** Takes the two ends of a window out of the address. */
const open: SearchChange = { start: undefined, end: undefined }

/** Takes out of the address where in the list the reader was. */
const firstPage: SearchChange = { page: undefined, cursor: undefined, call: undefined }
