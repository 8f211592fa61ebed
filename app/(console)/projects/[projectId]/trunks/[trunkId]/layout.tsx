import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { TrunkFrame } from '@/components/trunks/trunk-frame'
import { itemQuery } from '@/lib/client/queries'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

// What no id of the vendor's looks like, such as "../x", is no trunk, and nobody has to be asked.
const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export default async function TrunkLayout(props: {
  params: Promise<{ projectId: string; trunkId: string }>
  children: ReactNode
}) {
  const { projectId, trunkId } = await props.params
  if (!idPattern.test(trunkId)) notFound()
  const id = decodeURIComponent(projectId)
  const reads: Reads = (client) => [client.query(itemQuery<typeof trunks>(trunkPlace, id, {}, trunkId))]
  return (
    <Prefetched reads={reads}>
      <TrunkFrame projectId={id} trunkId={trunkId}>
        {props.children}
      </TrunkFrame>
    </Prefetched>
  )
}
