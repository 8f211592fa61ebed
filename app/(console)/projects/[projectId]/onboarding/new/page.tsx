import type { Metadata } from 'next'
import { WizardPage } from '@/components/onboarding/wizard-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Set up a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <WizardPage projectId={decodeURIComponent((await params).projectId)} />
}
