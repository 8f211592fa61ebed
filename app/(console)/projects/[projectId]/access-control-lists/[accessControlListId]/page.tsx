import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccessControlListPage } from '@/components/access-control-lists/access-control-list-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Access control list' }

// What no id of the vendor's looks like, such as "../x", is no list, and nobody has to be asked.
const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export default async function Page(props: {
  params: Promise<{ projectId: string; accessControlListId: string }>
}) {
  await requireSession()
  const { projectId, accessControlListId } = await props.params
  if (!idPattern.test(accessControlListId)) notFound()
  return <AccessControlListPage projectId={decodeURIComponent(projectId)} listId={accessControlListId} />
}
