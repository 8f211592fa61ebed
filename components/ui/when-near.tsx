'use client'
import { useEffect, useRef, useState, type ReactNode } from 'react'

// Far enough that it is there before it is seen.
const near = '300px'

/** Shows what is inside once the reader comes near to it: what stands far below is not loaded with the page. */
export function WhenNear({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(false)
  // An effect, because what is in view is the browser's to know.
  useEffect(() => {
    if (isNear || !place.current) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setIsNear(true),
      { rootMargin: near },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isNear])
  return (
    <div ref={place} className={isNear ? undefined : 'min-h-96'}>
      {isNear && children}
    </div>
  )
}
