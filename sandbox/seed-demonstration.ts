import type { ServiceContext } from './context'
import { storeCredential } from './credential-lists'
import { storeRange } from './ip-ranges'
import { rentedNumber } from './numbers/renting'
import { voiceConfiguration } from './numbers/voice-configuration'
import { numbersTime } from './timestamps'
import { created } from './objects'
import { assignNumber } from './phone-numbers'
import {
  accessControlLists,
  blockingRules,
  credentialLists,
  demonstrationNumbers,
  trunks,
  type DemonstrationTrunk,
} from './seed-data'
import type { Collection, Fields } from './store'

/** Makes the three trunks of the demonstration and everything around them; call it inside a transaction. */
export function demonstrate(context: ServiceContext): Record<string, number> {
  const lists = new Map<string, string>(
    accessControlLists.map((list) => [list.name, makeAccessControlList(context, list)]),
  )
  const users = new Map<string, string>(
    credentialLists.map((list) => [list.name, makeCredentialList(context, list)]),
  )
  for (const trunk of trunks) {
    const id = makeTrunk(context, trunk)
    trunk.accessControlLists.forEach((name) => link(context, 'accessControlLists', id, lists.get(name)))
    trunk.credentialLists.forEach((name) => link(context, 'credentialLists', id, users.get(name)))
  }
  const numbers = demonstrationNumbers()
  numbers.forEach(({ phoneNumber, sale, displayName, hostName }) => {
    makeNumber(context, phoneNumber, { ...sale }, displayName, hostName)
  })
  blockingRules.forEach((rule) => insert(context, 'callBlockingRules', { ...rule, ...created(context) }))
  return {
    trunks: trunks.length,
    accessControlLists: accessControlLists.length,
    credentialLists: credentialLists.length,
    numbers: numbers.length,
    callBlockingRules: blockingRules.length,
  }
}

function insert(context: ServiceContext, collection: Collection, fields: Fields, more: Fields = {}): string {
  const id = context.newId()
  context.store.insert({ collection, id, project: context.projectId, fields, ...more })
  return id
}

function makeTrunk(context: ServiceContext, trunk: DemonstrationTrunk): string {
  const { endpoints, accessControlLists: _lists, credentialLists: _users, ...fields } = trunk
  const whole = { domainLabel: trunk.hostName, callsPerSecond: 1, ...fields, ...created(context) }
  const id = insert(context, 'trunks', whole, { natural: trunk.hostName })
  for (const endpoint of endpoints) {
    insert(context, 'endpoints', { ...endpoint, sipTrunkId: id, ...created(context) }, { parent: id })
  }
  return id
}

function makeAccessControlList(context: ServiceContext, list: (typeof accessControlLists)[number]): string {
  const { ipRanges, ...fields } = list
  const id = insert(context, 'accessControlLists', { ...fields, ...created(context) })
  ipRanges.forEach((range) => storeRange(context, id, { ...range }))
  return id
}

function makeCredentialList(context: ServiceContext, list: (typeof credentialLists)[number]): string {
  const id = insert(context, 'credentialLists', { name: list.name, ...created(context) })
  for (const username of list.usernames) {
    storeCredential(context, id, { username, password: `Demonstration-${username}-1` })
  }
  return id
}

function makeNumber(
  context: ServiceContext,
  phoneNumber: string,
  sale: Fields,
  displayName: string,
  hostName: string | undefined,
): void {
  const { store } = context
  const trunk = hostName === undefined ? undefined : store.byNatural('trunks', hostName)
  const rented = rentedNumber(context, phoneNumber, sale)
  const voice = trunk && {
    voice: voiceConfiguration('EST', trunk.id, numbersTime(context.clock.now())),
  }
  store.insert({ ...rented, fields: { ...rented.fields, displayName, ...voice } })
  if (trunk) assignNumber(context, phoneNumber, trunk.id)
}

function link(
  context: ServiceContext,
  kind: 'accessControlLists' | 'credentialLists',
  trunkId: string,
  targetId: string | undefined,
): void {
  if (targetId === undefined)
    throw new Error(`The demonstration names a list that it does not make (${kind})`)
  context.store.link(kind, trunkId, targetId)
}
