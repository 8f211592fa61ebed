import 'server-only'
import pLimit from 'p-limit'
import { ApiError, goneAsNull } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '@/lib/resources/links'
import { phoneNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import {
  verify,
  type FoundSetup,
  type Reading,
  type Verification,
  type WantedSetup,
} from '@/lib/rules/verification'
import type { StoredProject } from './projects'
import { readPropagating } from './propagation'
import { estClient } from './upstream'

const readsAtOnce = 4

/** Fewer numbers than this are read one by one; of more, all that are on the trunk are read. */
const fewNumbers = 8

/**
 * Reads from the vendor what a set-up has come to, and holds it against what was wanted; nothing comes from memory. `now` is that of the
 * propagation clock, `deadline` is on the monotonic clock. What cannot be read is a check that says so; only a failure of the console's own
 * storage is thrown.
 */
export async function verifyTrunk(
  project: StoredProject,
  wanted: WantedSetup,
  { now, deadline }: { now: number; deadline: number },
): Promise<Verification> {
  const [found, propagating] = await Promise.all([
    readSetup(project, wanted, deadline),
    readPropagating(project, now),
  ])
  const secondsLeft = propagating.find(({ trunkId }) => trunkId === wanted.trunkId)?.secondsLeft ?? 0
  return verify(wanted, found, secondsLeft, new Date(now).toISOString())
}

async function readSetup(project: StoredProject, wanted: WantedSetup, deadline: number): Promise<FoundSetup> {
  const limit = pLimit(readsAtOnce)
  const { trunkId, accessControlList, credentialList, endpoint } = wanted
  const opening = estClient(project).then((client) => client.until(deadline))
  const part = <Value>(isWanted: boolean, read: (client: EstClient) => Promise<Value>) =>
    isWanted ? limit(() => reading(async () => await read(await opening))) : notAsked
  const [trunk, linkedAcls, acl, linkedLists, list, found, numbers] = await Promise.all([
    part(true, (client) => client.read(trunks, { trunkId }).catch(goneAsNull)),
    part(accessControlList !== undefined, (client) => client.linkedIds(trunkAccessControlLists, trunkId)),
    part(accessControlList !== undefined, (client) =>
      client.read(accessControlLists, { accessControlListId: accessControlList?.id ?? '' }).catch(goneAsNull),
    ),
    part(credentialList !== undefined, (client) => client.linkedIds(trunkCredentialLists, trunkId)),
    part(credentialList !== undefined, (client) =>
      client.read(credentialLists, { credentialListId: credentialList?.id ?? '' }).catch(goneAsNull),
    ),
    part(endpoint !== undefined, async (client) => (await client.collect(endpoints, { trunkId })).items),
    part(wanted.phoneNumbers.length > 0, (client) => readNumbers(client, wanted)),
  ])
  return {
    trunk,
    linkedAccessControlLists: linkedAcls,
    accessControlList: acl,
    linkedCredentialLists: linkedLists,
    credentialList: list,
    endpoints: found,
    numbers,
  }
}

/** What no check looks at. */
const notAsked = { problem: 'it was not asked for.' }

async function reading<Value>(read: () => Promise<Value>): Promise<Reading<Value>> {
  try {
    return { is: await read() }
  } catch (error) {
    if (error instanceof ApiError) return { problem: error.message }
    throw error
  }
}

async function readNumbers(client: EstClient, { trunkId, phoneNumbers: wanted }: WantedSetup) {
  if (wanted.length > fewNumbers) {
    const { items, complete } = await client.collect(phoneNumbers, {}, { sipTrunkId: trunkId })
    return { onTrunk: onTrunk(items, trunkId), isWhole: complete }
  }
  const limit = pLimit(readsAtOnce)
  const items = await Promise.all(
    wanted.map((phoneNumber) => limit(() => client.read(phoneNumbers, { phoneNumber }).catch(goneAsNull))),
  )
  return { onTrunk: onTrunk(items, trunkId), isWhole: true }
}

function onTrunk(
  items: readonly ({ phoneNumber: string; trunkId: string } | null)[],
  trunkId: string,
): ReadonlySet<string> {
  return new Set(
    items.flatMap((item) => (item !== null && item.trunkId === trunkId ? [item.phoneNumber] : [])),
  )
}
