'use client'
import { useEffect } from 'react'

const yearSeconds = 31_536_000

/** Remembers the project on screen for the next visit to `/` and for pages that belong to no project. */
export function useLastProject(projectId: string | undefined): void {
  // An effect, because a cookie is outside of React; the server reads it on the next full load.
  useEffect(() => {
    if (!projectId) return
    document.cookie = `est-console-project=${encodeURIComponent(projectId)}; path=/; max-age=${yearSeconds}; samesite=lax`
  }, [projectId])
}
