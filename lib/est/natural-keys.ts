import { ApiError } from '@/lib/errors'
import { ipRanges } from '@/lib/resources/access-control-lists'
import type { EntityOf, InputOf, ParamsOf, Resource } from '@/lib/resources/define'
import type { EstClient } from './client'

type Values = Record<string, unknown>

/** What makes an object the one that was asked for; where the vendor allows doubles, everything that tells one from another. */
const sameObject: Record<string, (found: Values, sent: Values) => boolean> = {
  '/trunks': (found, sent) => lower(found.hostName) === lower(sent.hostName),
  '/trunks/:trunkId/endpoints': (found, sent) =>
    found.name === sent.name &&
    (sent.isRegistered === true
      ? found.credentialUsername === sent.credentialUsername
      : found.address === sent.address && found.port === sent.port),
  '/accessControlLists': (found, sent) => found.name === sent.name && rangesOf(found) === rangesOf(sent),
  [ipRanges.path]: (found, sent) =>
    found.ipAddress === sent.ipAddress &&
    found.range === sent.range &&
    (found.description ?? '') === (sent.description ?? ''),
  // Some answers of the vendor leave the users out; then the name is all there is.
  '/credentialLists': (found, sent) =>
    found.name === sent.name && ['', usersOf(sent)].includes(usersOf(found)),
  '/callBlockingRules': (found, sent) =>
    ['name', 'direction', 'callerCountry', 'calleeCountry', 'callerMatch', 'calleeMatch'].every(
      (field) => (found[field] ?? '') === (sent[field] ?? ''),
    ),
}

/**
 * Asks the vendor which objects exist before a create and returns the look-up for after a lost answer: the one new object that is as it
 * was sent, or null when there is none. Throws `conflict` where only a person can tell.
 *
 * This reads once more than a create needs. What the console remembers may be half a minute old, and a time of creation would have to be
 * compared with our own to less than the second in which the vendor tells the time; so neither shows that an object was not there before
 * we asked for it. Both lists are read whole: the vendor's filter by domain takes a domain that it has yet to choose.
 */
export async function lookupAfter<R extends Resource>(
  client: EstClient,
  resource: R,
  params: ParamsOf<R>,
  input: InputOf<R>,
) {
  const matches = sameObject[resource.path]
  if (matches === undefined || !isValues(input)) return undefined
  // The same range twice lets in what it lets in once, so it does not matter whose it is; and a thousand of them are pasted one by one.
  if (resource.path === ipRanges.path)
    return async () =>
      (await client.collect(resource, params)).items.find((item) => matches(item, input)) ?? null
  const before = await alike(client, resource, params, input)
  const seen = new Set(before.items.map((item) => idOf(resource, item)))
  return async (): Promise<EntityOf<R> | null> => {
    const { items } = await alike(client, resource, params, input)
    const [found, another] = items.filter((item) => !seen.has(idOf(resource, item)))
    const { one, many } = resource.label
    if (another !== undefined)
      throw doubtful(`Two new ${many} fit what was sent. Look at the list and keep the one that is yours.`)
    if (found === undefined) return null
    if (!before.complete)
      throw doubtful(`The list of ${many} was changing, so it is not sure whose the new ${one} in it is.`)
    if (!isAsSent(found, input))
      throw doubtful(`There is a new ${one} that differs from what was sent. It may be somebody else's.`)
    return found
  }
}

/** The objects that are there now and could be taken for the one that this input makes; `complete` as when a whole list is read. */
export async function alike<R extends Resource>(
  client: EstClient,
  resource: R,
  params: ParamsOf<R>,
  input: InputOf<R>,
): Promise<{ items: EntityOf<R>[]; complete: boolean }> {
  const matches = sameObject[resource.path]
  if (matches === undefined || !isValues(input)) return { items: [], complete: true }
  const { items, complete } = await client.collect(resource, params)
  return { items: items.filter((item) => matches(item, input)), complete }
}

function doubtful(message: string): ApiError {
  return new ApiError('conflict', `The answer to this was lost. ${message}`, { outcomeUnknown: true })
}

/** True when every single value that was sent is there; what is in lists is compared above, because passwords never come back. */
export function isAsSent(found: Values, sent: Values): boolean {
  return Object.entries(sent).every(
    ([name, value]) => typeof value === 'object' || lower(found[name]) === lower(value),
  )
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
