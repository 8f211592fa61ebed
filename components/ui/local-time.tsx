'use client'
import { useSyncExternalStore } from 'react'

const unchanging = () => () => {}

/** True in the browser; false on the server and for the moment in which the browser takes over what the server wrote. */
export function useIsInBrowser(): boolean {
  return useSyncExternalStore(
    unchanging,
    () => true,
    () => false,
  )
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
