/** A key on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="rounded-sm border border-b-2 border-line-strong bg-surface px-1.5 font-mono text-xs whitespace-nowrap text-muted">
      {children}
    </kbd>
  )
}
