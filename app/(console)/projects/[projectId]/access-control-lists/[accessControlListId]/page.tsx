import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccessControlListPage } from '@/components/access-control-lists/access-control-list-page'
import { itemQuery } from '@/lib/client/queries'
import type { accessControlLists } from '@/lib/resources/access-control-lists'
import { accessControlListPlace } from '@/lib/resources/places'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Access control list' }

// What no id of the vendor's looks like, such as "../x", is no list, and nobody has to be asked.
const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export default async function Page(props: {
  params: Promise<{ projectId: string; accessControlListId: string }>
}) {
  await requireSession()
  const { projectId, accessControlListId } = await props.params
  if (!idPattern.test(accessControlListId)) notFound()
  const id = decodeURIComponent(projectId)
  const reads: Reads = (client) => [
    client.query(itemQuery<typeof accessControlLists>(accessControlListPlace, id, {}, accessControlListId)),
  ]
  return (
    <Prefetched reads={reads}>
      <AccessControlListPage projectId={id} listId={accessControlListId} />
    </Prefetched>
  )
}
