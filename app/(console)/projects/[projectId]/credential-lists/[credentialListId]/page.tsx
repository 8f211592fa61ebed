import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CredentialListPage } from '@/components/credential-lists/credential-list-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Credential list' }

// What no id of the vendor's looks like, such as "../x", is no list, and nobody has to be asked.
const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export default async function Page(props: {
  params: Promise<{ projectId: string; credentialListId: string }>
}) {
  await requireSession()
  const { projectId, credentialListId } = await props.params
  if (!idPattern.test(credentialListId)) notFound()
  return <CredentialListPage projectId={decodeURIComponent(projectId)} listId={credentialListId} />
}
