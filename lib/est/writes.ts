import { randomUUID } from 'node:crypto'
import { ApiError } from '@/lib/errors'
import type { EntityOf, InputOf, Resource } from '@/lib/resources/define'
import { expectedAfter, normalise, sentAs, writableFields } from '@/lib/resources/merge'
import { idOf, isRecord, readWritten } from './answers'
import { collectAll, readOne, type ReadOptions } from './collections'
import { etagOf } from './etag'
import type { Gateway } from './gateway'
import { changedMeanwhile, perform, type Settlement } from './perform'

type Params = Readonly<Record<string, string>>
type Values = Record<string, unknown>

/** What a create may carry beside its input. */
export interface CreateOptions<Entity> {
  /** Finds the object when the answer to the create was lost; null says that it was not made. */
  lookup?: () => Promise<Entity | null>
  signal?: AbortSignal
}

/**
 * Creates an object, once. After an unknown outcome it is looked up and adopted, or sent once more when it is not there; without a
 * look-up nothing is sent again and the error says `outcomeUnknown`.
 */
export async function createOne<R extends Resource>(
  gateway: Gateway,
  resource: R,
  params: Params,
  input: InputOf<R>,
  { lookup, signal }: CreateOptions<EntityOf<R>>,
): Promise<EntityOf<R>> {
  const body = sentAs(resource, validated(resource, input))
  const call = gateway.prepare(resource.path, {
    api: resource.api,
    method: 'POST',
    params,
    body,
    // Some Sinch services honour it; nothing says that EST does, so nothing relies on it.
    idempotencyKey: randomUUID(),
    signal,
  })
  const reading = { signal, deadline: call.deadline }
  return await perform<EntityOf<R>>(gateway, call, {
    maxTries: 2,
    read: async (answer) =>
      readWritten(resource, answer) ?? (await created(gateway, resource, params, body, lookup, reading)),
    settle: lookup
      ? async () => {
          const found = await lookup()
          return found === null ? 'resend' : { done: found }
        }
      : null,
  })
}

/**
 * Replaces an object. After an unknown outcome the object is read: as it was sent means done, as it was before means that it is sent
 * again, anything else is somebody else's change and goes to the user.
 */
export async function replaceOne<R extends Resource>(
  gateway: Gateway,
  resource: R,
  params: Params,
  body: Values,
  preImage: EntityOf<R>,
  { signal }: ReadOptions,
): Promise<EntityOf<R>> {
  const template = `${resource.path}/:${resource.idParam}`
  const sent = sentAs(resource, body)
  const call = gateway.prepare(template, { method: 'PUT', params, body: sent, signal })
  const reading = { signal, deadline: call.deadline }
  const isReadable = resource.operations.includes('list')
  const wanted = etagOf(resource, expectedAfter(resource, preImage, body))
  const before = etagOf(resource, preImage)

  async function settle(): Promise<Settlement<EntityOf<R>>> {
    const current = await readOne(gateway, resource, params, reading)
    const tag = etagOf(resource, current)
    if (tag === wanted) return { done: current }
    if (tag === before) return 'resend'
    throw changedMeanwhile(current)
  }

  return await perform<EntityOf<R>>(gateway, call, {
    read: async (answer) => {
      // A password has no object to read back, and an answer that repeats it is not kept.
      if (!isReadable) return normalise(resource, { [resource.idKey]: params[resource.idParam] })
      const written = readWritten(resource, answer)
      const isThis = written !== null && idOf(resource, written) === params[resource.idParam]
      return isThis ? written : await readOne(gateway, resource, params, reading)
    },
    // Setting the same password twice changes nothing, so it is simply sent again.
    settle: isReadable ? settle : undefined,
  })
}

/** Removes an object; that it is gone when the removal is repeated is a success. */
export async function removeAt(
  gateway: Gateway,
  template: string,
  params: Params,
  { signal }: ReadOptions,
): Promise<void> {
  const call = gateway.prepare(template, { method: 'DELETE', params, signal })
  await perform<void>(gateway, call, {
    read: () => undefined,
    forgive: (error, isRepeated) =>
      isRepeated && error.code === 'not_found' ? { done: undefined } : undefined,
  })
}

function validated<R extends Resource>(resource: R, input: InputOf<R>): Values {
  const parsed = resource.input.safeParse(input)
  if (parsed.success && isRecord(parsed.data)) return parsed.data
  const issues = parsed.success ? [] : parsed.error.issues
  throw new ApiError('invalid_request', issues[0]?.message ?? 'The values are not valid.', {
    fields: Object.fromEntries(issues.map((issue) => [issue.path.join('.'), issue.message])),
  })
}

/** The object that a create made, when its answer was empty, a list, or something without an id. */
async function created<R extends Resource>(
  gateway: Gateway,
  resource: R,
  params: Params,
  body: Values,
  lookup: (() => Promise<EntityOf<R> | null>) | undefined,
  reading: ReadOptions,
): Promise<EntityOf<R>> {
  const found = lookup ? await lookup() : await newestLike(gateway, resource, params, body, reading)
  if (found !== null) return found
  throw new ApiError(
    'upstream_contract',
    `Sinch made the ${resource.label.one} but did not say which it is.`,
    {
      outcomeUnknown: true,
    },
  )
}

async function newestLike<R extends Resource>(
  gateway: Gateway,
  resource: R,
  params: Params,
  body: Values,
  reading: ReadOptions,
): Promise<EntityOf<R> | null> {
  const { items } = await collectAll(gateway, resource, params, {}, reading)
  const wanted = Object.entries(normalise(resource, body)).filter(
    ([name, value]) => writableFields(resource, body).includes(name) && typeof value !== 'object',
  )
  const alike = items.filter((item) => {
    const fields: Values = item
    return wanted.every(([name, value]) => fields[name] === value)
  })
  return alike.reduce<EntityOf<R> | null>((newest, item) => (isNewer(item, newest) ? item : newest), null)
}

// Ids grow with time, so they decide between two of the same second.
function isNewer(item: Values, than: Values | null): boolean {
  if (than === null) return true
  const key = ({ createTime, id }: Values) => `${String(createTime ?? '')} ${String(id ?? '')}`
  return key(item) >= key(than)
}
