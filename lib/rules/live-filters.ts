import { callFilterNames, filterSearch, type CallFilterName, type CallFilters } from './call-query'

/** What the vendor's live search can filter by; it takes one trunk and one result. */
const liveFilterNames: readonly CallFilterName[] = ['from', 'to', 'trunkId', 'direction', 'callResult']

/** The filters of a search that the vendor's live search does not have, or of which it takes one value only. */
export function notAskedLive(filters: CallFilters): CallFilterName[] {
  const { trunkId, callResult, from, to } = filters
  const given = filterSearch(filters)
  return callFilterNames.filter((name) => {
    if (!given.has(name)) return false
    if (!liveFilterNames.includes(name)) return true
    if (name === 'trunkId') return trunkId.length > 1
    if (name === 'callResult') return callResult.length > 1
    return (name === 'from' && from.startsWith('*')) || (name === 'to' && to.startsWith('*'))
  })
}
