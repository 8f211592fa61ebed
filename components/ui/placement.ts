const gap = 4
const margin = 8

/** Puts a fixed element below its anchor, or above it where there is more room, and never past the edge of the window. */
export function placeBelow(panel: HTMLElement, anchor: HTMLElement, align: 'start' | 'end' | 'center'): void {
  const box = anchor.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const below = clientHeight - box.bottom - gap - margin
  const above = box.top - gap - margin
  const upwards = below < Math.min(panel.scrollHeight || 200, 320) && above > below
  panel.style.maxHeight = `${Math.max(120, upwards ? above : below)}px`
  panel.style.top = upwards ? 'auto' : `${box.bottom + gap}px`
  panel.style.bottom = upwards ? `${clientHeight - box.top + gap}px` : 'auto'
  const width = panel.offsetWidth
  // Held at its right side, a panel keeps its distance from the edge while its content is still changing its width.
  if (align === 'end') {
    const farthest = Math.max(margin, clientWidth - width - margin)
    panel.style.left = 'auto'
    panel.style.right = `${Math.min(Math.max(margin, clientWidth - box.right), farthest)}px`
    return
  }
  const wanted = align === 'start' ? box.left : box.left + (box.width - width) / 2
  panel.style.left = `${Math.max(margin, Math.min(wanted, clientWidth - width - margin))}px`
}

/** Calls `place` whenever the page moves under an open panel, until the returned controller is aborted. */
export function followAnchor(place: () => void): AbortController {
  const controller = new AbortController()
  const options = { capture: true, passive: true, signal: controller.signal }
  window.addEventListener('scroll', place, options)
  window.addEventListener('resize', place, options)
  return controller
}
