'use client'
import { Crash, crashWords } from '@/components/layout/crash'
import { PlainPage } from '@/components/layout/plain-page'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <PlainPage {...crashWords(error)}>
      <Crash error={error} onRetry={reset} />
    </PlainPage>
  )
}
