import type { EstClient } from '../lib/est/client'
import { accessControlLists } from '../lib/resources/access-control-lists'
import { credentialLists } from '../lib/resources/credential-lists'
import { endpoints } from '../lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '../lib/resources/links'
import { phoneNumbers } from '../lib/resources/phone-numbers'
import { trunks } from '../lib/resources/trunks'
import { stepsOf, takesNumbers, type Case } from './onboarding-cases'

/** What the vendor has of the objects that a run named after `name` makes: how many of each, and what the trunk is linked to. */
export async function madeFor(vendor: EstClient, name: string) {
  const [trunkList, acls, users] = await Promise.all([
    vendor.collect(trunks, {}),
    vendor.collect(accessControlLists, {}),
    vendor.collect(credentialLists, {}),
  ])
  const own = trunkList.items.filter(({ hostName }) => hostName === name)
  const named = (items: readonly { name: string; id: string }[]) =>
    items.filter((item) => item.name.startsWith(`${name} `))
  const trunkId = own[0]?.id
  const [targets, linkedAcls, linkedUsers, numbers] =
    trunkId === undefined
      ? [[], [], [], []]
      : await Promise.all([
          vendor.collect(endpoints, { trunkId }).then(({ items }) => items),
          vendor.linkedIds(trunkAccessControlLists, trunkId),
          vendor.linkedIds(trunkCredentialLists, trunkId),
          vendor.collect(phoneNumbers, {}, { sipTrunkId: trunkId }).then(({ items }) => items),
        ])
  return {
    trunks: own.length,
    accessControlLists: named(acls.items).length,
    credentialLists: named(users.items).length,
    endpoints: targets.length,
    linkedAccessControlLists: linkedAcls.length,
    linkedCredentialLists: linkedUsers.length,
    numbers: numbers.map(({ phoneNumber }) => phoneNumber),
  }
}

/** Exactly one of each object that a case takes, and nothing else. */
export function oneOfEach(which: Case, phoneNumbers: readonly string[]) {
  const has = (step: string) => (stepsOf[which].includes(step) ? 1 : 0)
  return {
    trunks: 1,
    accessControlLists: has('access-control-list'),
    credentialLists: has('credential-list'),
    endpoints: has('endpoint'),
    linkedAccessControlLists: has('link-access-control-list'),
    linkedCredentialLists: has('link-credential-list'),
    numbers: takesNumbers(which) ? phoneNumbers : [],
  }
}

/** Nothing of anything. */
export const nothing = {
  trunks: 0,
  accessControlLists: 0,
  credentialLists: 0,
  endpoints: 0,
  linkedAccessControlLists: 0,
  linkedCredentialLists: 0,
  numbers: [],
}
