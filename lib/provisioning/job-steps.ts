import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '@/lib/resources/links'
import { phoneNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import type { RememberInput } from './job-runner'
import type { JobItem } from './job-store'
import { assignNumber, type AssignmentClock } from './number-assignment'

const numberInput = z.object({
  trunkId: z.string(),
  mayLeave: z.array(z.string()).optional(),
  // Where an earlier try took the number from without putting it anywhere.
  from: z.string().optional(),
})

/**
 * Does one step of a job at the vendor. What is done already, by this job or by somebody else, ends well. `remember` keeps another input
 * for the next try of the step.
 */
export async function performStep(
  client: EstClient,
  item: Pick<JobItem, 'action' | 'target' | 'input'>,
  clock: AssignmentClock,
  remember: RememberInput,
): Promise<void> {
  const [first = '', id = '', third = '', innerId = ''] = item.target.split('/')
  switch (item.action) {
    case 'assign_number': {
      const input = numberInputOf(item)
      const keep = (from: string | undefined) => remember({ ...input, from })
      return await assignNumber(client, id, input.trunkId, clock, input.mayLeave, { from: input.from, keep })
    }
    case 'unassign_number':
      return await unassignNumber(client, id, numberInputOf(item).trunkId, clock)
    case 'delete_endpoint':
      return await unlessGone(client.remove(endpoints, { trunkId: id, endpointId: innerId }))
    case 'unlink': {
      const link = third === 'credentialLists' ? trunkCredentialLists : trunkAccessControlLists
      return await unlessGone(client.removeLink(link, id, innerId))
    }
    case 'delete':
      return await unlessGone(removeObject(client, first, id))
    default:
      throw new Error(`there is no step named ${item.action}`)
  }
}

/** Takes a number off this trunk; one that has been moved elsewhere meanwhile is left there. */
async function unassignNumber(
  client: EstClient,
  phoneNumber: string,
  trunkId: string,
  clock: AssignmentClock,
): Promise<void> {
  const assigned = await client.read(phoneNumbers, { phoneNumber }).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'not_found') return null
    throw error
  })
  // It may leave this trunk only: where somebody is moving it on at this moment, that move is not to be cancelled.
  if (assigned !== null && assigned.trunkId === trunkId)
    await assignNumber(client, phoneNumber, '', clock, [trunkId])
}

async function removeObject(client: EstClient, kind: string, id: string): Promise<void> {
  if (kind === 'trunks') return await client.remove(trunks, { trunkId: id })
  if (kind === 'accessControlLists')
    return await client.remove(accessControlLists, { accessControlListId: id })
  if (kind === 'credentialLists') return await client.remove(credentialLists, { credentialListId: id })
  throw new Error(`nothing of the kind ${kind} is deleted by plan`)
}

async function unlessGone(removing: Promise<void>): Promise<void> {
  try {
    await removing
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'not_found')) throw error
  }
}

function numberInputOf(item: Pick<JobItem, 'input'>): z.output<typeof numberInput> {
  return numberInput.parse(JSON.parse(item.input ?? '{}'))
}
