'use client'
import type { CallWindow } from '@/lib/rules/call-window'
import { LocalWindow } from './reader-zone'
import { WaitedFor } from './waited-for'

/** After this time the page says that it waits still, and offers to stop. */
export const longWaitSeconds = 3

/** How many calls were found in which window. While they are searched only the first words change, so that nothing below moves. */
export function CallsSentence({ found, window }: { found: string | undefined; window: CallWindow }) {
  return (
    <>
      {/* On narrow pages in a line of their own: the rest would else wrap elsewhere once the count is there. */}
      <span className="block xl:inline">
        {found ?? (
          <WaitedFor>
            {(seconds) =>
              seconds < longWaitSeconds ? 'Searching calls' : `Still waiting, ${seconds} s: calls`
            }
          </WaitedFor>
        )}
      </span>{' '}
      from <LocalWindow window={window} />. In the vendor’s order; EST cannot sort.
    </>
  )
}
