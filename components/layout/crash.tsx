'use client'

type Crashed = Error & { digest?: string }

/**
 * What a crashed page shows: the id that finds the crash in the log, and a way on. Every page loads this, and when it is needed something
 * is broken already: it stands on no other component.
 */
export function Crash({ error, onRetry }: { error: Crashed; onRetry: () => void }) {
  const { digest } = error
  return (
    <div role="alert">
      {digest && (
        <p className="mb-4 text-sm text-muted">
          Reference <span className="font-mono break-all select-all">{digest}</span>
        </p>
      )}
      <button
        type="button"
        // What failed to load is remembered as failed, and what was updated is another file: the page itself is loaded again.
        onClick={isUnloaded(error) ? () => window.location.reload() : onRetry}
        className="min-h-8 rounded border border-accent bg-accent px-3 font-medium text-on-accent"
      >
        Try again
      </button>
    </div>
  )
}

/** What the page that crashed is called, and what there is to know. */
export function crashWords(error: Crashed): { title: string; sentence: string } {
  if (isUnloaded(error))
    return {
      title: 'A part of this page did not load',
      sentence: 'The connection broke, or the console was updated meanwhile. What was saved is safe.',
    }
  return {
    title: 'This page broke',
    sentence:
      'What was saved is safe. Try again; if it breaks again, give the reference to the person who runs the console.',
  }
}

// The name that the bundler gives to it.
function isUnloaded(error: Crashed): boolean {
  return error.name === 'ChunkLoadError'
}
