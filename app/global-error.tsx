'use client'
import './globals.css'

// Replaces the root layout when that itself breaks, so it stands on nothing of the console.
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-sm px-4 py-16">
          <title>The console broke · EST console</title>
          <h1 className="text-2xl font-semibold">The console broke</h1>
          <p className="mt-1 text-muted">What was saved is safe. Try again in a moment.</p>
          {error.digest && <p className="mt-3 font-mono text-sm">{error.digest}</p>}
          <button
            type="button"
            onClick={reset}
            className="mt-4 rounded border border-line-strong bg-surface px-3 py-1.5 font-medium"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
