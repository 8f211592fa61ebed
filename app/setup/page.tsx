import type { Metadata } from 'next'
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
    </PlainPage>
  )
}
