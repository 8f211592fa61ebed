'use client'
import type { ReactNode } from 'react'

/**
 * A box that scrolls sideways when its content is wider. `data-fits` says that all of it is in sight, `data-more` that something lies to
 * the right; a shadow at either edge shows where more is. It is positioned, so that hidden text inside cannot make the page wider.
 */
export function ScrollBox({ children }: { children: ReactNode }) {
  return (
    <div className="group/scroll relative" ref={watchWidth}>
      <div className="relative overflow-x-auto rounded-t-lg group-data-fits/scroll:overflow-visible">
        {children}
      </div>
      <Edge className="left-0 -scale-x-100 group-data-scrolled/scroll:opacity-100" />
      {/* Over a pinned column that column has the shadow itself. */}
      <Edge className="right-0 group-has-data-pinned/scroll:hidden group-data-more/scroll:opacity-100" />
    </div>
  )
}

function Edge({ className }: { className: string }) {
  return (
    <div
      aria-hidden
      className={`pointer-events-none absolute inset-y-0 w-2.5 bg-linear-to-l from-line-strong to-transparent opacity-0 transition-opacity ${className}`}
    />
  )
}

// Attributes and no state: a table of hundreds of rows is not to be rendered again because it was scrolled.
function watchWidth(frame: HTMLDivElement) {
  const box = frame.firstElementChild
  const content = box?.firstElementChild
  if (!box || !content) return
  const measure = () => {
    const hidden = content.scrollWidth - box.clientWidth
    frame.toggleAttribute('data-fits', hidden <= 0)
    frame.toggleAttribute('data-scrolled', hidden > 0 && box.scrollLeft > 1)
    frame.toggleAttribute('data-more', hidden > 0 && box.scrollLeft < hidden - 1)
  }
  const observer = new ResizeObserver(measure)
  observer.observe(box)
  observer.observe(content)
  box.addEventListener('scroll', measure, { passive: true })
  return () => observer.disconnect()
}
