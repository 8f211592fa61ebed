'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { SessionProvider, type SignedIn } from './session-context'

const freshForMs = 10_000

/** What every console page needs around it. */
export function Providers({ user, children }: { user: SignedIn; children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // The server retries reads against the vendor already; a second layer would only multiply the wait.
          queries: { staleTime: freshForMs, retry: false, refetchOnWindowFocus: true },
          mutations: { retry: false },
        },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      <SessionProvider user={user}>{children}</SessionProvider>
    </QueryClientProvider>
  )
}
