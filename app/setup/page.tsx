import type { Metadata } from 'next'
import Link from 'next/link'
import { PlainPage } from '@/components/layout/plain-page'
import { SetupForm } from '@/components/sign-in/setup-form'

export const metadata: Metadata = { title: 'Set up' }

// The same page whether set-up is open or not: who has no token learns nothing.
export default function SetupPage() {
  return (
    <PlainPage
      title="Set up the console"
      sentence="Make the first admin. The one-time token proves that you run this machine."
    >
      <SetupForm />
      <p className="mt-6 text-sm text-muted">
        Already set up?{' '}
        <Link href="/sign-in" className="text-accent-text underline underline-offset-2">
          Sign in
        </Link>
        .
      </p>
    </PlainPage>
  )
}
