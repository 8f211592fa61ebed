'use client'
import { Crash } from '@/components/layout/crash'
import { PlainPage } from '@/components/layout/plain-page'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <PlainPage
      title="This page broke"
      sentence="What was saved is safe. Try again; if it breaks again, give the reference to the person who runs the console."
    >
      <Crash digest={error.digest} onRetry={reset} />
    </PlainPage>
  )
}
