import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { PlainPage } from '@/components/layout/plain-page'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { currentSession, safeReturnPath } from '@/lib/server/session'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage(props: {
  searchParams: Promise<{ next?: string | string[]; reason?: string | string[] }>
}) {
  const { next, reason } = await props.searchParams
  const returnPath = safeReturnPath(typeof next === 'string' ? next : '/')
  // A signed-in person may still be refused where they came from; the first page is always theirs.
  if (await currentSession()) redirect('/')
  return (
    <PlainPage title="Sign in" sentence="EST console: Sinch Elastic SIP Trunking">
      {reason === 'ended' && (
        <p role="status" className="mb-4 rounded bg-info-soft px-3 py-2">
          Your session has ended. Sign in to go on where you were.
        </p>
      )}
      <SignInForm returnPath={returnPath} />
      <p className="mt-6 text-sm text-muted">
        First start?{' '}
        <Link href="/setup" className="text-accent-text underline underline-offset-2">
          Set up
        </Link>{' '}
        with the token that the start command printed.
      </p>
    </PlainPage>
  )
}
