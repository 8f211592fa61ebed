/** Text that assistive technology reads out when it changes, e.g. "14 trunks". Keep it mounted and change its text. */
export function LiveRegion({ children }: { children: string }) {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {children}
    </div>
  )
}
