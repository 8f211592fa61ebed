import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PlainPage } from '@/components/layout/plain-page'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { currentSession, safeReturnPath } from '@/lib/server/session'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage(props: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await props.searchParams
  const returnPath = safeReturnPath(typeof next === 'string' ? next : '/')
  // A signed-in person may still be refused where they came from; the first page is always theirs.
  if (await currentSession()) redirect('/')
  return (
    <PlainPage title="Sign in" sentence="EST console: Sinch Elastic SIP Trunking">
      <SignInForm returnPath={returnPath} />
    </PlainPage>
  )
}
