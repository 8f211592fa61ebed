import 'server-only'
import { ApiError, goneAsNull } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { countText } from '@/lib/format'
import { stepKeys } from '@/lib/provisioning/plan'
import { trunkIdOf } from '@/lib/provisioning/run-progress'
import { planOf, type RunStep } from '@/lib/provisioning/run-store'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '@/lib/resources/links'
import { phoneNumbers } from '@/lib/resources/phone-numbers'

/**
 * Refuses to take a run back while others use what it made: half of it would be gone when the vendor refuses the rest, and what others
 * have put on a trunk is not to go with it. Throws `conflict` with what they use.
 */
export async function assertNobodyElseUses(client: EstClient, steps: readonly RunStep[]): Promise<void> {
  const left = steps.filter(({ state, made }) => made === 1 && (state === 'done' || state === 'undoing'))
  const idOf = (key: string) => left.find((step) => step.key === key)?.objectId ?? ''
  const trunkId = idOf(stepKeys.trunk)
  const lists = [
    { resource: accessControlLists, id: idOf(stepKeys.accessControlList), what: 'The access control list' },
    { resource: credentialLists, id: idOf(stepKeys.credentialList), what: 'The credential list' },
  ] as const
  const found = await Promise.all([
    trunkId === '' ? [] : foreignOn(client, trunkId, steps),
    ...lists.map(async ({ resource, id, what }) => {
      if (id === '') return []
      const own = trunkIdOf(steps)
      const using = (await client.trunksOf(resource, id).catch(goneAsNull)) ?? []
      return using
        .filter((trunk) => trunk.id !== own)
        .map((trunk) => `${what} is linked to the SIP trunk “${trunk.name}”.`)
    }),
  ])
  const sentences = found.flat()
  if (sentences.length === 0) return
  throw new ApiError(
    'conflict',
    `Others have come to use what this run made, so it is left as it is. ${sentences.join(' ')} Take that off first, then try again.`,
  )
}

/** What is on a trunk that the run has not put there, in sentences. */
async function foreignOn(client: EstClient, trunkId: string, steps: readonly RunStep[]): Promise<string[]> {
  const [targets, numbers, acls, users] = await Promise.all([
    client.collect(endpoints, { trunkId }).catch(goneAsNull),
    client.collect(phoneNumbers, {}, { sipTrunkId: trunkId }),
    client.linkedIds(trunkAccessControlLists, trunkId).catch(goneAsNull),
    client.linkedIds(trunkCredentialLists, trunkId).catch(goneAsNull),
  ])
  const own = new Set(steps.flatMap((step) => [step.objectId, ...idsIn(step)]))
  const ofOthers = <Item>(items: readonly Item[] | null | undefined, id: (item: Item) => string) =>
    (items ?? []).filter((item) => !own.has(id(item))).length
  const counts: [number, string][] = [
    [ofOthers(targets?.items, ({ id }) => id), 'SIP endpoint'],
    [ofOthers(numbers.items, ({ phoneNumber }) => phoneNumber), 'phone number'],
    [ofOthers(acls, (id) => id), 'access control list'],
    [ofOthers(users, (id) => id), 'credential list'],
  ]
  const words = counts.flatMap(([count, noun]) => (count > 0 ? [countText(count, noun)] : []))
  return words.length === 0 ? [] : [`On the trunk there are ${words.join(', ')} that it has not put there.`]
}

/** What a step has put on the trunk: its number, or the list that it was given. */
function idsIn(step: RunStep): string[] {
  const { input, list } = planOf(step)
  return [
    ...(typeof input.phoneNumber === 'string' ? [input.phoneNumber] : []),
    ...(list && 'id' in list ? [list.id] : []),
  ]
}
