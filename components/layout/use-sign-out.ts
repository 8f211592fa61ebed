'use client'
import { useQueryClient } from '@tanstack/react-query'
import { toast } from '@/components/ui/toast'
import { signOut } from '@/lib/client/authentication'

/** Ends the session, forgets everything that was read, and goes to the sign-in page. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    try {
      await signOut()
    } catch {
      toast('You are still signed in: the console did not answer. Try again.')
      return
    }
    client.clear()
    // A full load, so that nothing of this session stays in memory.
    window.location.assign('/sign-in')
  }
}
