'use client'
import { TriangleAlert } from 'lucide-react'
import { Button } from './button'
import { CopyButton } from './copy-button'

/** The sentence for the person, and the id under which the server's log has the rest. */
export function errorText(error: unknown): { message: string; requestId?: string } {
  if (!(error instanceof Error)) return { message: 'Something went wrong. Try again.' }
  if (isSignedOut(error)) return { message: 'You are signed out. Sign in in another tab, then save again.' }
  const details: unknown = 'details' in error ? error.details : undefined
  const requestId =
    typeof details === 'object' && details !== null && 'requestId' in details ? details.requestId : undefined
  return { message: error.message, requestId: typeof requestId === 'string' ? requestId : undefined }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'unauthenticated'
}

/** Gives the focus to what has just come up. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}

/**
 * A failure in the place of what failed, with a way to try again and the request id to quote. With `takesFocus` it takes the focus when it
 * comes up: what was asked for by a button at the end of a long dialog is refused in sight of whoever asked.
 */
export function ErrorNotice(props: { error: unknown; onRetry?: () => void; takesFocus?: boolean }) {
  const { error, onRetry, takesFocus } = props
  const { message, requestId } = errorText(error)
  return (
    <div
      role="alert"
      ref={takesFocus ? takeFocus : undefined}
      tabIndex={takesFocus ? -1 : undefined}
      className="flex flex-wrap items-start gap-3 rounded-lg bg-bad-soft px-4 py-3"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium break-words text-text">{message}</p>
        {isSignedOut(error) && (
          <a href="/sign-in" target="_blank" rel="noreferrer" className="underline underline-offset-2">
            Sign in (opens a new tab)
          </a>
        )}
        {requestId && (
          <p className="mt-0.5 flex items-center gap-1 text-xs text-muted">
            Request <span className="font-mono break-all">{requestId}</span>
            <CopyButton value={requestId} label="Copy request id" />
          </p>
        )}
      </div>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}
