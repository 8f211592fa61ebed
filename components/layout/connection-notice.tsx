'use client'
import { useQueryClient } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import { useOffline } from 'next/offline'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { isReachable, reportReachable, watchReachable } from '@/lib/client/reachability'

const askAgainMs = 3000
const answersOfProxies = [502, 504]

/** Says that the console itself does not answer, asks again until it does, and then reads everything on the page anew. */
export function ConnectionNotice() {
  const client = useQueryClient()
  const cannotNavigate = useOffline()
  const answers = useSyncExternalStore(watchReachable, isReachable, () => true)
  const ask = useEffectEvent(async () => {
    try {
      const answer = await fetch('/api/health', { cache: 'no-store' })
      if (answersOfProxies.includes(answer.status)) return
    } catch {
      return
    }
    reportReachable(true)
    await client.invalidateQueries()
  })
  // An effect, because the clock is outside of React.
  useEffect(() => {
    if (answers) return
    const timer = setInterval(() => void ask(), askAgainMs)
    return () => clearInterval(timer)
  }, [answers])

  return (
    <div role="status" aria-label="Connection to the console">
      {(cannotNavigate || !answers) && (
        <p className="flex items-start gap-2 border-b bg-warn-soft px-4 py-1.5 text-sm font-medium text-warn md:px-6">
          <WifiOff aria-hidden className="mt-0.5 size-4 shrink-0" />
          The console does not answer. Trying again…
        </p>
      )}
    </div>
  )
}
