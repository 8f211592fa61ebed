import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** In the place of the calls after the reader stopped waiting for them. */
export function StoppedSearch({ onAgain }: { onAgain: () => void }) {
  return (
    <EmptyState title="The search was stopped" action={<Button onClick={onAgain}>Search again</Button>}>
      The vendor had not answered yet. A shorter time or another filter may be quicker.
    </EmptyState>
  )
}
