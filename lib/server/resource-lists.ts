import 'server-only'
import { etagOf } from '@/lib/est/etag'
import { knownFields, type EntityOf, type ParamsOf, type Resource } from '@/lib/resources/define'
import {
  dropCollections,
  peekCollection,
  projectKey,
  readCollection,
  type ServedSnapshot,
  type Snapshot,
} from './collections'
import type { StoredProject } from './projects'
import type { Soon } from './soon'
import { estClient } from './upstream'

/** The path of a collection below a project with its parameters filled in: its key in memory. */
function collectionKey(project: StoredProject, resource: Resource, params: Record<string, string>): string {
  const { path } = resource
  if (!path.includes(':')) return projectKey(project) + path
  return (
    projectKey(project) + path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  )
}

/** The whole collection of a resource, from memory when it is fresh. */
export function readResource<R extends Resource>(
  project: StoredProject,
  resource: R,
  params: ParamsOf<R>,
): Soon<ServedSnapshot<EntityOf<R>>> {
  return readCollection(collectionKey(project, resource, params), () =>
    loadResource(project, resource, params),
  )
}

async function loadResource<R extends Resource>(
  project: StoredProject,
  resource: R,
  params: ParamsOf<R>,
): Promise<Snapshot<EntityOf<R>>> {
  const client = await estClient(project)
  const startedAt = performance.now()
  const { items, complete } = await client.collect(resource, params)
  return { items, complete, readAt: Date.now(), tookMs: performance.now() - startedAt }
}

/** The last good list, however old, without asking the vendor. */
export function lastSnapshot<R extends Resource>(project: StoredProject, resource: R, params: ParamsOf<R>) {
  return peekCollection<EntityOf<R>>(collectionKey(project, resource, params))
}

/** One object out of the last good list, for when the vendor cannot be asked. */
export function lastKnown<R extends Resource>(
  project: StoredProject,
  resource: R,
  params: Record<string, string>,
) {
  const snapshot = peekCollection<EntityOf<R>>(collectionKey(project, resource, params))
  const id = params[resource.idParam]
  const object = snapshot?.items.find((item) => item[resource.idKey as keyof typeof item] === id) // idKey names a field of the entity
  return snapshot && object
    ? { object, ageSeconds: Math.round((Date.now() - snapshot.readAt) / 1000) }
    : undefined
}

/** What the browser gets of an object: the fields the console knows, and the tag of the whole object. */
export function presented<R extends Resource>(
  resource: R,
  object: EntityOf<R>,
): EntityOf<R> & { etag: string } {
  // Objects out of a snapshot are never changed in place, so each is filtered and hashed once.
  const known = presentations.get(object)
  if (known) return known as EntityOf<R> & { etag: string } // stored below for this very object
  const shown = { ...knownFields(resource, object), etag: etagOf(resource, object) }
  presentations.set(object, shown)
  return shown
}

const presentations = new WeakMap<object, object>()

/** Makes the collections that a write to this resource changes be read again. */
export function forgetResource(project: StoredProject, resource: Resource): void {
  const [first = ''] = resource.path.slice(1).split('/')
  for (const collection of new Set([first, ...resource.touches]))
    dropCollections(`${projectKey(project)}/${collection}`)
}
