'use client'
import { useState, type ReactNode } from 'react'

/** The end of a table, once the reader is near it: below a page of rows it is out of sight at first, and need not come with the page. */
export function NearFooter({ children }: { children: ReactNode }) {
  const [isNear, setNear] = useState(false)
  const watch = (place: HTMLElement | null) => {
    if (!place) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { rootMargin: '300px' },
    )
    observer.observe(place)
    return () => observer.disconnect()
  }
  return (
    <div ref={isNear ? undefined : watch} className="min-h-7">
      {isNear && children}
    </div>
  )
}
