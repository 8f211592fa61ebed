import type { ServiceContext } from './context'
import { readSetting, writeSetting } from './database'
import { notFound } from './errors'
import type { Collection, Fields, StoredObject } from './store'
import { readTime, storedTime, writtenTime } from './timestamps'

/** Whether a reply answers a write (full fraction of a second) or a read (whole seconds). */
export type Reply = 'written' | 'read'

/** The object of this project with that id, or the vendor's 404. */
export function requireObject(
  context: ServiceContext,
  collection: Collection,
  what: string,
  id: string,
): StoredObject {
  const object = context.store.get(collection, id)
  if (!object || object.project !== context.projectId) throw notFound(what, id)
  return object
}

/** The fields every new object starts with. */
export function created(context: ServiceContext): {
  createTime: string
  updateTime: null
  projectId: string
} {
  return { createTime: storedTime(context.clock.now()), updateTime: null, projectId: context.projectId }
}

/** The fields of an object as one reply shows them: its times in the precision of that reply. */
export function rendered(context: ServiceContext, fields: Fields, reply: Reply): Fields {
  const show = reply === 'written' ? writtenTime : readTime
  const times: Fields = {}
  for (const name of ['createTime', 'updateTime']) {
    const value = fields[name]
    if (value === null) times[name] = context.dialect.neverUpdated
    else if (typeof value === 'string')
      times[name] = isStoredTime(value) ? show(value, context.dialect) : value
  }
  return { ...fields, ...times }
}

/**
 * The fields of an object after a PUT: every writable field the client left out is null, and a field the
 * service has grown (see the control interface) stays only when the client sent it back.
 */
export function replaced(
  context: ServiceContext,
  object: StoredObject,
  body: Fields,
  writable: readonly string[],
): Fields {
  const grown = grownFields(context, object.collection)
  const kept = Object.entries(object.fields).filter(([name]) => !grown.includes(name))
  const written = writable.map((name) => [name, body[name] ?? null])
  const sentBack = grown.filter((name) => name in body).map((name) => [name, body[name]])
  return {
    ...Object.fromEntries([...kept, ...written, ...sentBack]),
    updateTime: storedTime(context.clock.now()),
  }
}

/** The names of fields that this collection has grown behind the client's back. */
export function grownFields(context: ServiceContext, collection: Collection): string[] {
  const names: unknown = JSON.parse(readSetting(context.database, `grown:${collection}`) ?? '[]')
  return Array.isArray(names) ? names.map(String) : []
}

/** Lets a collection grow fields, as the service may at any time. */
export function growFields(context: ServiceContext, collection: Collection, names: readonly string[]): void {
  const all = [...new Set([...grownFields(context, collection), ...names])]
  writeSetting(context.database, `grown:${collection}`, JSON.stringify(all))
}

function isStoredTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}$/.test(value)
}
