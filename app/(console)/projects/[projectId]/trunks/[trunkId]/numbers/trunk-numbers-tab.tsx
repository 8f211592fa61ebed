'use client'
import { TrunkNumbers } from '@/components/phone-numbers/numbers-page'
import { TrunkPage } from '@/components/trunks/trunk-page'

/** The numbers of a trunk inside its page: two features that do not know each other meet here. */
export function TrunkNumbersTab({ projectId, trunkId }: { projectId: string; trunkId: string }) {
  return (
    <TrunkPage projectId={projectId} trunkId={trunkId}>
      {() => <TrunkNumbers projectId={projectId} trunkId={trunkId} />}
    </TrunkPage>
  )
}
