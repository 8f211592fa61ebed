'use client'
import { ObjectPicker, type Picked } from '@/components/forms/object-picker'
import { trunkPlace } from '@/lib/resources/places'

/** Chooses one trunk. With `none`, no trunk is a choice too. */
export function TrunkPicker(props: {
  projectId: string
  label: string
  chosenId: string | undefined
  none?: string
  onPick: (trunk: Picked) => void
}) {
  return <ObjectPicker {...props} place={trunkPlace} one="trunk" many="trunks" />
}
