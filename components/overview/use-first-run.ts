'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useRefusalReason } from '@/components/layout/session-context'
import { projectPath } from '@/lib/client/page-path'
import type { Overview } from './overview-query'

/**
 * Leads a project that has no trunk at all to where the first one is set up, once in a browser session and only whoever may set one up.
 * Figures that are old or could not be read lead nowhere.
 */
export function useFirstRun(projectId: string, overview: Overview | undefined): void {
  const router = useRouter()
  const mayCreate = useRefusalReason('operator') === undefined
  const isEmpty =
    overview !== undefined && overview.counts.trunks === 0 && !overview.stale && !overview.refreshing
  // An effect, because the address and what the browser remembers of this session lie outside of the page.
  useEffect(() => {
    if (!mayCreate || !isEmpty || wasLed(projectId)) return
    router.replace(projectPath(projectId, 'onboarding'))
  }, [mayCreate, isEmpty, projectId, router])
}

/** True from the second time on that it is asked about a project; also where the browser remembers nothing, which would lead there for ever. */
function wasLed(projectId: string): boolean {
  const key = `first-run ${projectId}`
  try {
    if (sessionStorage.getItem(key) !== null) return true
    sessionStorage.setItem(key, 'led')
    return false
  } catch {
    return true
  }
}
