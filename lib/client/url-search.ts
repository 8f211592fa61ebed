import { useSearchParams, type ReadonlyURLSearchParams } from 'next/navigation'
import { useSyncExternalStore } from 'react'

/** New values by parameter name; `undefined` and `''` take a parameter out of the address. */
export type SearchChange = Readonly<Record<string, string | number | undefined>>

/**
 * The state of a page that belongs in its address, so that it survives reload, can be sent to someone and goes back with the back button.
 * A change does not ask the server for the page again. With `replace` it makes no step in the history.
 */
export function useUrlSearch(): [
  ReadonlyURLSearchParams,
  (change: SearchChange, how?: 'push' | 'replace') => void,
] {
  const search = useSearchParams()
  const change = (values: SearchChange, how: 'push' | 'replace' = 'push') => {
    const next = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined || value === '') next.delete(name)
      else next.set(name, String(value))
    }
    const text = next.toString()
    const url = text === '' ? window.location.pathname : `?${text}`
    if (how === 'push') window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
  }
  return [search, change]
}

let steps = 0

/** A number that changes when the reader went back or forward: the `key` of fields that keep their own text. */
export function useHistoryStep(): number {
  return useSyncExternalStore(
    subscribe,
    () => steps,
    () => steps,
  )
}

function subscribe(changed: () => void) {
  const count = () => {
    steps += 1
    changed()
  }
  window.addEventListener('popstate', count)
  return () => window.removeEventListener('popstate', count)
}
