'use client'
import { Crash } from '@/components/layout/crash'
import { PageHeader } from '@/components/layout/page-header'

export default function ConsoleErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <>
      <PageHeader
        title="This page broke"
        sentence="What was saved is safe. Try again; if it breaks again, give the reference to the person who runs the console."
      />
      <Crash digest={error.digest} onRetry={reset} />
    </>
  )
}
