'use client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Panel } from '@/components/ui/panel'
import { itemQuery } from '@/lib/client/queries'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import type { TaggedTrunk } from './trunk-row'

/** A tab that shows the trunk's own fields. The frame around it reads the same trunk, and says so when that fails. */
export function TrunkPart(props: {
  projectId: string
  trunkId: string
  children: (trunk: TaggedTrunk) => ReactNode
}) {
  const trunk = useQuery(itemQuery<typeof trunks>(trunkPlace, props.projectId, {}, props.trunkId)).data
  return trunk ? props.children(trunk) : <Panel className="h-72">{null}</Panel>
}
