import 'server-only'
import { activeNumbers, phoneNumbers } from '@/lib/resources/phone-numbers'
import type { EntityOf } from '@/lib/resources/define'
import type { ServedSnapshot } from './collections'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'

/** A number of the project: rented (Numbers API), assigned to a trunk (EST), or both. */
export interface ProjectNumber {
  phoneNumber: string
  countryCode: string
  type: string
  displayName: string
  /** The trunk EST routes it to now; empty when none. */
  trunkId: string
  /** A change of trunk under way, by the vendor's word, or null. */
  provisioning: { status: string; trunkId: string } | null
  rented: boolean
}

/** The union of both views: EST lists assigned numbers only, Numbers lists what is rented. */
export async function readProjectNumbers(project: StoredProject): Promise<ServedSnapshot<ProjectNumber>> {
  const [assigned, rented] = await Promise.all([
    readResource(project, phoneNumbers, {}),
    readResource(project, activeNumbers, {}),
  ])
  const byNumber = new Map<string, ProjectNumber>()
  for (const number of rented.items) byNumber.set(number.phoneNumber, fromRented(number))
  for (const { phoneNumber, trunkId, countryCode } of assigned.items) {
    const known = byNumber.get(phoneNumber)
    if (known) known.trunkId = trunkId
    else
      byNumber.set(phoneNumber, {
        phoneNumber,
        countryCode,
        type: '',
        displayName: '',
        trunkId,
        provisioning: null,
        rented: false,
      })
  }
  return {
    items: [...byNumber.values()],
    complete: assigned.complete && rented.complete,
    readAt: Math.min(assigned.readAt, rented.readAt),
    stale: assigned.stale || rented.stale,
    staleReason: assigned.staleReason ?? rented.staleReason,
  }
}

function fromRented(number: EntityOf<typeof activeNumbers>): ProjectNumber {
  const scheduled = number.voiceConfiguration?.scheduledVoiceProvisioning ?? null
  return {
    phoneNumber: number.phoneNumber,
    countryCode: number.regionCode,
    type: number.type,
    displayName: number.displayName,
    trunkId: '',
    provisioning: scheduled && { status: scheduled.status, trunkId: scheduled.trunkId },
    rented: true,
  }
}
