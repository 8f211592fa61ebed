'use client'

/**
 * What a crashed page shows: the id that finds the crash in the log, and a way on. Every page loads this, and when it is needed something
 * is broken already: it stands on no other component.
 */
export function Crash({ digest, onRetry }: { digest?: string; onRetry: () => void }) {
  return (
    <div role="alert">
      {digest && (
        <p className="mb-4 text-sm text-muted">
          Reference <span className="font-mono break-all select-all">{digest}</span>
        </p>
      )}
      <button
        type="button"
        onClick={onRetry}
        className="min-h-8 rounded border border-accent bg-accent px-3 font-medium text-on-accent"
      >
        Try again
      </button>
    </div>
  )
}
