'use client'
import { EndpointsPage } from '@/components/endpoints/endpoints-page'
import { TrunkPage } from '@/components/trunks/trunk-page'

/** The tab of the tier board, below the head of its trunk. */
export function EndpointsTab(props: { projectId: string; trunkId: string }) {
  return <TrunkPage {...props}>{() => <EndpointsPage {...props} />}</TrunkPage>
}
