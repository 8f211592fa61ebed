import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CredentialListPage } from '@/components/credential-lists/credential-list-page'
import { usageQuery } from '@/components/credential-lists/credential-writes'
import { itemQuery } from '@/lib/client/queries'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { credentialListPlace } from '@/lib/resources/places'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Credential list' }

// What no id of the vendor's looks like, such as "../x", is no list, and nobody has to be asked.
const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export default async function Page(props: {
  params: Promise<{ projectId: string; credentialListId: string }>
}) {
  await requireSession()
  const { projectId, credentialListId } = await props.params
  if (!idPattern.test(credentialListId)) notFound()
  const id = decodeURIComponent(projectId)
  const reads: Reads = (client) => [
    client.query(itemQuery<typeof credentialLists>(credentialListPlace, id, {}, credentialListId)),
    client.query(usageQuery(id, credentialListId)),
  ]
  return (
    <Prefetched reads={reads}>
      <CredentialListPage projectId={id} listId={credentialListId} />
    </Prefetched>
  )
}
