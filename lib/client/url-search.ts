import { useSearchParams, type ReadonlyURLSearchParams } from 'next/navigation'
import { useState, useSyncExternalStore } from 'react'

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
    const now = new URLSearchParams(window.location.search)
    const next = new URLSearchParams(now)
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined || value === '') next.delete(name)
      else next.set(name, String(value))
    }
    const text = next.toString()
    // A step back that changes nothing looks as if the button were broken.
    if (text === now.toString()) return
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

/** What search fields that keep their own text share: the `key` that resets them and the text each then shows. Call `clear` when the searches are taken out of the address. */
export interface SearchFields {
  fieldKey: string
  textOf: (searched: string) => string
  clear: () => void
}

/** The fields of a page that is searched by several texts. */
export function useSearchFields(): SearchFields {
  const step = useHistoryStep()
  const [cleared, setCleared] = useState({ count: 0, step: -1 })
  return {
    fieldKey: `${step} ${cleared.count}`,
    // The address follows a moment later, and the emptied field must not be filled from it.
    textOf: (searched) => (cleared.step === step ? '' : searched),
    clear: () => setCleared({ count: cleared.count + 1, step }),
  }
}

/** The field of a page that is searched by one text. */
export function useSearchField(q: string): Omit<SearchFields, 'textOf'> & { text: string } {
  const { textOf, ...field } = useSearchFields()
  return { ...field, text: textOf(q) }
}

function subscribe(changed: () => void) {
  const count = () => {
    steps += 1
    changed()
  }
  window.addEventListener('popstate', count)
  return () => window.removeEventListener('popstate', count)
}
