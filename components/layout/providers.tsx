'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { InBrowser } from '@/components/ui/local-time'
import { toast } from '@/components/ui/toast'
import { noticingMutations } from '@/lib/client/save-notes'
import { SessionProvider, type SignedIn } from './session-context'

const freshForMs = 10_000

/** What every console page needs around it. */
export function Providers({ user, children }: { user: SignedIn; children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        mutationCache: noticingMutations(toast),
        defaultOptions: {
          // The server retries reads against the vendor already; a second layer would only multiply the wait.
          // "always": the browser's idea of being offline must neither hold a save back for ever nor send it later by itself.
          queries: { staleTime: freshForMs, retry: false, refetchOnWindowFocus: true, networkMode: 'always' },
          mutations: { retry: false, networkMode: 'always' },
        },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      <SessionProvider user={user}>
        <InBrowser>{children}</InBrowser>
      </SessionProvider>
    </QueryClientProvider>
  )
}
