'use client'
import { Crash, crashWords } from '@/components/layout/crash'
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
      <PageHeader {...crashWords(error)} />
      <Crash error={error} onRetry={reset} />
    </>
  )
}
