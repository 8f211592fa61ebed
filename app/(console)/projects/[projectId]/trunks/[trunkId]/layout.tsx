import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { TrunkFrame } from '@/components/trunks/trunk-frame'

// What no id of the vendor's looks like, such as "../x", is no trunk, and nobody has to be asked.
const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export default async function TrunkLayout(props: {
  params: Promise<{ projectId: string; trunkId: string }>
  children: ReactNode
}) {
  const { projectId, trunkId } = await props.params
  if (!idPattern.test(trunkId)) notFound()
  return (
    <TrunkFrame projectId={decodeURIComponent(projectId)} trunkId={trunkId}>
      {props.children}
    </TrunkFrame>
  )
}
