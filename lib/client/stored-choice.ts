import { useSyncExternalStore } from 'react'

/**
 * A choice that this browser keeps under `key`, shared by every tab. `read` judges what was stored, since anybody may have written it; where
 * it gives undefined, and on the server, the choice is `usual`. Setting undefined goes back to that.
 */
export function storedChoice<Value>(
  key: string,
  read: (stored: unknown) => Value | undefined,
  usual: Value,
): () => [Value, (next: Value | undefined) => void] {
  const listeners = new Set<() => void>()
  let known: { text: string | null; value: Value } | undefined

  const now = (): Value => {
    const text = kept(key)
    if (known?.text !== text) known = { text, value: read(parsed(text)) ?? usual }
    return known.value
  }
  const subscribe = (changed: () => void) => {
    const hear = (event: StorageEvent) => {
      if (event.key === key || event.key === null) changed()
    }
    listeners.add(changed)
    window.addEventListener('storage', hear)
    return () => {
      listeners.delete(changed)
      window.removeEventListener('storage', hear)
    }
  }
  const set = (next: Value | undefined) => {
    keep(key, next === undefined ? null : JSON.stringify(next))
    listeners.forEach((changed) => changed())
  }
  return function useStoredChoice() {
    return [useSyncExternalStore(subscribe, now, () => usual), set]
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function kept(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(key)
    else window.localStorage.setItem(key, text)
  } catch {
    // A browser that keeps nothing goes on as usual.
  }
}
