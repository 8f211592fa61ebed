'use client'
import { createContext, use, useDeferredValue, type ReactNode } from 'react'

const InBrowserContext = createContext(false)

/**
 * Tells everything below when the browser has taken over what the server wrote. That is one change for all of them, and it can be put off
 * while somebody types: a list has fifty times, and changing each by itself would hold the page up.
 */
export function InBrowser({ children }: { children: ReactNode }) {
  return <InBrowserContext value={useDeferredValue(true, false)}>{children}</InBrowserContext>
}

/** True in the browser; false on the server and until the browser has taken over what the server wrote. */
export function useIsInBrowser(): boolean {
  return use(InBrowserContext)
}

/** A moment by the reader's zone, language and clock, of which the server knows none: what it wrote only keeps the room. */
export function LocalTime(props: {
  value: string
  text: (value: string) => string
  title?: (value: string) => string
}) {
  const { value, text, title } = props
  const isKnown = useIsInBrowser()
  return (
    <time
      // Another element: React leaves the text alone that it was told not to compare.
      key={String(isKnown)}
      dateTime={value}
      title={isKnown ? title?.(value) : undefined}
      className={isKnown ? undefined : 'invisible'}
      suppressHydrationWarning
    >
      {text(value)}
    </time>
  )
}
