import { Badge } from '@/components/ui/badge'
import { phoneText } from '@/lib/format'

/** What becomes of a call that no endpoint can take: the end of the board. */
export function LastResort({ forwardTo, isReached }: { forwardTo: string; isReached: boolean }) {
  return (
    <section aria-label="If no endpoint can take the call" className="mb-4 rounded-lg border bg-sunken p-4">
      <div className="mb-1 flex min-h-6 flex-wrap items-center gap-x-2">
        <h3 className="font-semibold">If no endpoint can take the call</h3>
        {isReached && <Badge tone={forwardTo ? 'info' : 'bad'}>Calls end here</Badge>}
      </div>
      {forwardTo ? (
        <p>
          Forwarded to{' '}
          <span className="font-mono text-sm font-medium whitespace-nowrap">{phoneText(forwardTo)}</span>.{' '}
          <span className="text-muted">Each forwarded call is billed as two calls.</span>
        </p>
      ) : (
        <p>
          Answered with <span className="font-mono text-sm font-medium">503</span>.{' '}
          <span className="text-muted">Call forwarding is off; it is in the settings of the trunk.</span>
        </p>
      )}
    </section>
  )
}
