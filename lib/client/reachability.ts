let reachable = true
const listeners = new Set<() => void>()

/** Tells every page whether the last request to our own API got any answer. */
export function reportReachable(next: boolean): void {
  if (next === reachable) return
  reachable = next
  listeners.forEach((listener) => listener())
}

/** False from a request that got no answer until one that does. */
export function isReachable(): boolean {
  return reachable
}

/** Calls `listener` whenever `isReachable` changes; the returned function ends that. */
export function watchReachable(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
