import { useRef, useState } from 'react'
import { ApiError, type ErrorCode } from '@/lib/errors'

// The key may be right: these say that it could not be tried.
const untried: ReadonlySet<ErrorCode> = new Set(['upstream_unavailable', 'upstream_contract', 'rate_limited'])

/**
 * Stores a key after it was tried. When the vendor could not be asked, `couldNotBeMade` says so, and `skipNext` makes the next `run`
 * store it untried; only that one.
 */
export function useKeyTrial() {
  const [couldNotBeMade, setCouldNotBeMade] = useState(false)
  const skips = useRef(false)
  const run = async <Result>(store: (skipTest: boolean) => Promise<Result>): Promise<Result> => {
    const skipTest = skips.current
    skips.current = false
    try {
      return await store(skipTest)
    } catch (error) {
      setCouldNotBeMade(error instanceof ApiError && untried.has(error.code))
      throw error
    }
  }
  const skipNext = () => {
    skips.current = true
  }
  return { couldNotBeMade, run, skipNext }
}
