import { useRef } from 'react'

/**
 * Lets one run of an action at a time through. The state that disables a button is there only with the next rendering, and the second
 * press of a double click comes before that.
 */
export function useSingleRun<Args extends unknown[]>(
  act: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  const isRunning = useRef(false)
  return async (...args) => {
    if (isRunning.current) return
    isRunning.current = true
    try {
      await act(...args)
    } finally {
      isRunning.current = false
    }
  }
}
