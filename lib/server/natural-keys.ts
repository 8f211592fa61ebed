import 'server-only'
import { ApiError } from '@/lib/errors'
import type { EntityOf, InputOf, ParamsOf, Resource } from '@/lib/resources/define'
import type { EstClient } from '@/lib/est/client'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'

type Values = Record<string, unknown>

/**
 * How an object that this console asked for can be recognised when the vendor's answer to a create was lost: by what makes it unique
 * at the vendor, or else by everything that was sent. Only objects that were not in the list before the create are candidates.
 */
const sameObject: Record<string, (found: Values, sent: Values) => boolean> = {
  '/trunks': (found, sent) => lower(found.hostName) === lower(sent.hostName),
  '/trunks/:trunkId/endpoints': (found, sent) =>
    found.name === sent.name &&
    (sent.isRegistered === true
      ? found.credentialUsername === sent.credentialUsername
      : found.address === sent.address && found.port === sent.port),
  '/accessControlLists': (found, sent) => found.name === sent.name && rangesOf(found) === rangesOf(sent),
  '/accessControlLists/:accessControlListId/ipRanges': (found, sent) =>
    found.ipAddress === sent.ipAddress && found.range === sent.range,
  '/credentialLists': (found, sent) => found.name === sent.name && usersOf(found) === usersOf(sent),
  '/callBlockingRules': (found, sent) =>
    ['name', 'direction', 'callerCountry', 'calleeCountry', 'callerMatch', 'calleeMatch'].every(
      (field) => (found[field] ?? '') === (sent[field] ?? ''),
    ),
}

/**
 * Remembers which objects exist before a create and returns the look-up for afterwards: the new object, or null when the create did
 * not happen. Throws `conflict` when two new objects fit, because then only a person can tell.
 */
export async function lookupAfter<R extends Resource>(
  project: StoredProject,
  client: EstClient,
  resource: R,
  params: ParamsOf<R>,
  input: InputOf<R>,
) {
  const matches = sameObject[resource.path]
  if (matches === undefined || !isValues(input)) return undefined
  const { items } = await readResource(project, resource, params)
  const seen = new Set(items.map((item) => idOf(resource, item)))
  return async (): Promise<EntityOf<R> | null> => {
    const now = await client.collect(resource, params)
    const fresh = now.items.filter((item) => !seen.has(idOf(resource, item)) && matches(item, input))
    if (fresh.length > 1) {
      throw new ApiError(
        'conflict',
        `Two new ${resource.label.many} fit what was sent. Look at the list and keep the one that is yours.`,
      )
    }
    return fresh[0] ?? null
  }
}

function idOf<R extends Resource>(resource: R, object: EntityOf<R>): unknown {
  return object[resource.idKey as keyof typeof object] // idKey names a field of the entity
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null
}

function lower(value: unknown): string {
  return String(value ?? '').toLowerCase()
}

function rangesOf(list: Values): string {
  return each(list.ipRanges, (range) => `${String(range.ipAddress)}/${String(range.range)}`)
}

function usersOf(list: Values): string {
  return each(list.credentials, (credential) => String(credential.username))
}

function each(list: unknown, describe: (item: Values) => string): string {
  return Array.isArray(list) ? list.filter(isValues).map(describe).sort().join(' ') : ''
}
