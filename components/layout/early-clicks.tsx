'use client'
import { useEffect } from 'react'

declare global {
  interface Window {
    /** Ends the keeping of clicks and gives the last one, if any; gone once it was called. */
    takeEarlyClick?: () => HTMLElement | undefined
  }
}

// Runs before any of the page's own code, so it is text: buttons are on the screen as soon as the page's HTML is, and listen only later.
const script = `(() => {
  let kept
  const keep = (event) => {
    const button = event.isTrusted && event.target instanceof Element && event.target.closest('button')
    if (!button) return
    event.preventDefault()
    event.stopImmediatePropagation()
    kept = button
  }
  addEventListener('click', keep, true)
  window.takeEarlyClick = () => {
    removeEventListener('click', keep, true)
    delete window.takeEarlyClick
    return kept
  }
})()`

/** Keeps the click of a person who is faster than the page, and makes it when the page listens. Links work by themselves. */
export function EarlyClicks({ nonce }: { nonce: string }) {
  useEffect(() => {
    // Not at once: the router is around this, so its effects come later than this one.
    const timer = setTimeout(() => {
      const button = window.takeEarlyClick?.()
      if (button?.isConnected) button.click()
    })
    return () => clearTimeout(timer)
  }, [])
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce from scripts once they have used it.
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: script }}
    />
  )
}
