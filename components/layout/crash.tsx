'use client'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'

/** What a crashed page shows: that nothing is lost on the server, the id that finds it in the log, and a way on. */
export function Crash({ digest, onRetry }: { digest?: string; onRetry: () => void }) {
  return (
    <div role="alert">
      {digest && (
        <p className="mb-4 flex items-center gap-1 text-sm text-muted">
          Reference <span className="font-mono break-all">{digest}</span>
          <CopyButton value={digest} label="Copy reference" />
        </p>
      )}
      <Button variant="primary" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}
