'use client'
import { useEffect, useRef, useState, type ReactNode } from 'react'

/** Shows what is inside once the reader comes to it: what stands far below is not loaded with the page. */
export function WhenReached({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [isHere, setIsHere] = useState(false)
  // An effect, because what is in view is the browser's to know.
  useEffect(() => {
    if (isHere || !place.current) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setIsHere(true),
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isHere])
  return (
    <div ref={place} className={isHere ? undefined : 'min-h-96'}>
      {isHere && children}
    </div>
  )
}
