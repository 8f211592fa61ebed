import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { etagOf } from '@/lib/est/etag'
import { nounOf, type EntityOf, type InputOf, type ParamsOf, type Resource } from '@/lib/resources/define'
import { expectedAfter, mergedWrite } from '@/lib/resources/merge'
import { mergeInput } from '@/lib/resources/merge-input'
import { knownInput } from './audit-record'
import { assertUnchanged, requiredIfMatch } from './if-match'
import { assertTimeToWrite } from './deadline'
import { withLock } from './keyed-lock'
import { listAnswer, type Rows } from './list-answer'
import { readListQuery } from './list-query'
import { noteWrite } from './propagation-notes'
import { witnessed } from './overwrite-witness'
import { lookupAfter } from '@/lib/est/natural-keys'
import type { StoredProject } from './projects'
import { confirmable, wideConfirmation, withoutConfirmation, type WritePolicy } from './range-policy'
import { forgetResource, lastKnown, presented, readResource } from './resource-lists'
import { route, type Route } from './route'
import { after, type Soon } from './soon'
import { estClient } from './upstream'
import { tagged, verified } from './verified-write'

// What a browser or script sends to change an object, with whichever of its fields, read-only and unknown ones included, which are ignored.
const sentFields = z.record(z.string(), z.unknown())

/** What stands beside the items of a resource in its list, out of other collections. */
export type JoinRows<R extends Resource> = (project: StoredProject) => Soon<Rows<EntityOf<R>>>

const alone: Rows<object> = { from: [], row: () => ({}) }

/** `GET` (a page of the list) and `POST` (create) of a collection. */
export function collectionRoutes<R extends Resource>(
  resource: R,
  join?: JoinRows<R>,
  policy?: WritePolicy,
): { GET: Route; POST: Route } {
  return {
    GET: route({
      role: 'viewer',
      handle: async ({ project, params, url }) => {
        const query = readListQuery(url)
        const answer = after(readResource(project, resource, pathParams(resource, params)), (snapshot) =>
          after(join?.(project) ?? alone, ({ from, row }) =>
            listAnswer(snapshot, query, {
              from,
              row: (item) => ({ ...presented(resource, item), ...row(item) }),
            }),
          ),
        )
        return answer instanceof Promise ? await answer : answer
      },
    }),
    POST: route({
      role: 'operator',
      audit: `${nounOf(resource)}.create`,
      body: policy ? confirmable(resource.input) : resource.input,
      handle: async ({ project, params, body, audit, deadline }) => {
        const client = (await estClient(project)).until(deadline)
        const create = async () => {
          const { input: wanted, confirmation } = withoutConfirmation(body)
          await policy?.({ client, projectId: project.id, params, wanted, confirmation })
          // The schema of this very resource has parsed the body.
          const input = wanted as InputOf<R>
          const path = pathParams(resource, params)
          const created = await writing(project, resource, async () => {
            const lookup = await lookupAfter(client, resource, path, input)
            assertTimeToWrite(deadline)
            return await client.create(resource, path, input, { lookup })
          })
          audit.describe({ target: idOf(resource, created) })
          await noteWrite(project, resource, params, 'added', created)
          return tagged(resource, created, 201)
        }
        const key = lockKey(project, resource, params)
        return key === undefined ? await create() : await withLock(key, create)
      },
    }),
  }
}

/** `GET`, `PUT` and `DELETE` of one object; both writes are conditional. */
export function itemRoutes<R extends Resource>(
  resource: R,
  policy?: WritePolicy,
): { GET: Route; PUT: Route; DELETE: Route } {
  return {
    GET: route({
      role: 'viewer',
      handle: async ({ project, params, deadline }) => {
        try {
          const client = (await estClient(project)).until(deadline)
          return tagged(resource, await client.read(resource, itemParams(resource, params)))
        } catch (error) {
          const known = isOutage(error) ? lastKnown(project, resource, params) : undefined
          if (!known) throw error
          const response = tagged(resource, known.object)
          response.headers.set('age', String(known.ageSeconds))
          return response
        }
      },
    }),
    PUT: route({
      role: 'operator',
      audit: `${nounOf(resource)}.update`,
      conditional: true,
      body: sentFields,
      recorded: (body) => knownInput(resource, body),
      handle: async ({ project, params, body, request, audit, deadline }) => {
        const ifMatch = requiredIfMatch(request)
        return await withLock(lockKey(project, resource, params) ?? '', async () => {
          const client = (await estClient(project)).until(deadline)
          const path = itemParams(resource, params)
          const current = await client.read(resource, path)
          audit.describe({ target: idOf(resource, current), before: current })
          assertCurrent(project, resource, ifMatch, current)
          // Laid over what is there before it is checked: a field that was not sent must not fall back to a default.
          const input = mergeInput(resource, current, body)
          const merged = mergedWrite(resource, current, input)
          const wanted = expectedAfter(resource, current, merged)
          if (etagOf(resource, wanted) === etagOf(resource, current)) {
            audit.describe({ note: 'nothing to change' })
            return tagged(resource, current)
          }
          const confirmation = body[wideConfirmation]
          const about = { client, projectId: project.id, params, wanted: input, current, confirmation }
          await policy?.(about)
          assertTimeToWrite(deadline)
          const written = await writing(project, resource, () =>
            witnessed(
              resource,
              current,
              wanted,
              () => client.replace(resource, path, merged, current),
              (signal) => client.read(resource, path, { signal }),
            ),
          )
          await noteWrite(project, resource, params, 'changed', written.saved)
          return await verified(resource, written, wanted, audit, () => client.read(resource, path))
        })
      },
    }),
    DELETE: route({
      role: 'operator',
      audit: `${nounOf(resource)}.delete`,
      conditional: true,
      handle: async ({ project, params, request, audit, deadline }) => {
        const ifMatch = requiredIfMatch(request)
        return await withLock(lockKey(project, resource, params) ?? '', async () => {
          const client = (await estClient(project)).until(deadline)
          const path = itemParams(resource, params)
          const current = await client.read(resource, path)
          audit.describe({ target: idOf(resource, current), before: current })
          assertCurrent(project, resource, ifMatch, current)
          assertTimeToWrite(deadline)
          await writing(project, resource, () => client.remove(resource, path))
          await noteWrite(project, resource, params, 'removed', current)
          return new Response(null, { status: 204 })
        })
      },
    }),
  }
}

/** Refuses to change what is no longer as the person saw it; the list that was shown is older still, so it is read again. */
function assertCurrent<R extends Resource>(
  project: StoredProject,
  resource: R,
  ifMatch: string,
  current: EntityOf<R>,
): void {
  try {
    assertUnchanged(ifMatch, etagOf(resource, current), presented(resource, current))
  } catch (error) {
    forgetResource(project, resource)
    throw error
  }
}

/** Even a failed write may have changed something: the answer may have been lost on the way. */
async function writing<Result>(
  project: StoredProject,
  resource: Resource,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write()
  } finally {
    forgetResource(project, resource)
  }
}

/**
 * Writes to one outermost object wait for each other: a PUT of an access control list carries its ranges, so a range that is written in
 * between would be lost. Undefined for what is not inside of anything, which is nobody else's yet.
 */
function lockKey(
  project: StoredProject,
  resource: Resource,
  params: Record<string, string>,
): string | undefined {
  const [, collection = '', parent] = resource.path.split('/')
  const id = params[parent === undefined ? resource.idParam : parent.slice(1)]
  return id === undefined ? undefined : `${project.id}/${collection}/${id}`
}

function isOutage(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.code === 'upstream_unavailable' ||
      error.code === 'upstream_rejected_credentials' ||
      error.code === 'upstream_contract')
  )
}

function idOf<R extends Resource>(resource: R, object: EntityOf<R>): string {
  const id: unknown = object[resource.idKey as keyof typeof object] // idKey names a field of the entity
  return typeof id === 'string' ? id : ''
}

function pathParams<R extends Resource>(resource: R, params: Record<string, string>): ParamsOf<R> {
  const names = [...resource.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return Object.fromEntries(names.map((name) => [name, params[name] ?? ''])) as ParamsOf<R> // the folder of the route names the same parameters
}

function itemParams<R extends Resource>(
  resource: R,
  params: Record<string, string>,
): ParamsOf<R> & Record<string, string> {
  return { ...pathParams(resource, params), [resource.idParam]: params[resource.idParam] ?? '' }
}
