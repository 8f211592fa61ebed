import { ApiError } from '@/lib/errors'
import type { EntityOf, Resource } from '@/lib/resources/define'
import { normalise } from '@/lib/resources/merge'
import type { Answer } from './exchange'
import { pageSize } from './paging'

/** One page of a list. */
export interface EstPage<Item> {
  items: Item[]
  /** How many there are in all, by the vendor's count; null when it does not say. */
  totalItems: number | null
  /** When the vendor answered, in milliseconds since the epoch by its own clock; null when it does not say. */
  answeredAt: number | null
  /** The Numbers API's way to the next page. */
  nextPageToken: string
}

/** A JSON answer. Throws `upstream_contract` for HTML, malformed or missing JSON. */
export function readJson(answer: Answer): unknown {
  try {
    return JSON.parse(answer.text)
  } catch (cause) {
    const found =
      answer.text.trim() === ''
        ? 'nothing'
        : answer.text.trimStart().startsWith('<')
          ? 'a web page'
          : 'broken data'
    throw new ApiError('upstream_contract', `Sinch answered with ${found} where JSON was expected.`, {
      cause,
    })
  }
}

/**
 * The items of a list answer, in any of the vendor's dialects: an object with the items under one of the resource's keys, or a bare
 * array; page numbers and sizes as numbers or text; no array at all when there is nothing.
 */
export function readPage<R extends Resource>(resource: R, answer: Answer): EstPage<EntityOf<R>> {
  const { items, ...page } = readItems(resource.listKeys, answer)
  return { ...page, items: items.map((item) => identified(resource, item)) }
}

/** The raw items of a list answer under any of the given keys. */
export function readItems(listKeys: readonly string[], answer: Answer): EstPage<unknown> {
  const body = readJson(answer)
  const answeredAt = dateOf(answer.date)
  if (Array.isArray(body)) {
    // A bare array says nothing of further pages; a full one may have some.
    const totalItems = body.length < pageSize ? body.length : null
    return { items: body, totalItems, answeredAt, nextPageToken: '' }
  }
  if (!isRecord(body))
    throw new ApiError('upstream_contract', 'Sinch answered with something that is not a list.')
  const found = listKeys.map((key) => body[key]).find((value) => value !== undefined && value !== null) ?? []
  if (!Array.isArray(found))
    throw new ApiError('upstream_contract', `Sinch sent ${listKeys[0]} that is not a list.`)
  return {
    items: found,
    totalItems: wholeNumber(body.totalItems) ?? wholeNumber(body.totalSize),
    answeredAt,
    nextPageToken: typeof body.nextPageToken === 'string' ? body.nextPageToken : '',
  }
}

/** One object out of an answer. Throws `upstream_contract` when it lacks its id. An object that was read is never changed in place. */
export function readObject<R extends Resource>(resource: R, answer: Answer): EntityOf<R> {
  // The same words mean the same object, so they are checked once: most reads find what the one before them found.
  const read = lastRead.get(resource) ?? new Map<string, object>()
  lastRead.set(resource, read)
  const known = read.get(answer.text)
  if (known !== undefined) return known as EntityOf<R> // kept below for this very resource
  const object = identified(resource, readJson(answer))
  if (read.size >= maxLastRead) read.clear()
  if (answer.text.length <= longestLastRead) read.set(answer.text, object)
  return object
}

const lastRead = new WeakMap<Resource, Map<string, object>>()
const maxLastRead = 200
const longestLastRead = 10_000

/** The object of a create's or replace's answer, or null when the answer does not hold one object with its id. */
export function readWritten<R extends Resource>(resource: R, answer: Answer): EntityOf<R> | null {
  try {
    const written = normalise(resource, readJson(answer))
    return idOf(resource, written) === '' ? null : written
  } catch (error) {
    // The write was done; an answer that cannot be read is no reason to call it a failure. It is read back instead.
    if (error instanceof ApiError && error.code === 'upstream_contract') return null
    throw error
  }
}

/** The value that names an object in its collection. */
export function idOf<R extends Resource>(resource: R, object: EntityOf<R>): string {
  const id: unknown = object[resource.idKey as keyof typeof object] // idKey names a field of the entity
  return typeof id === 'string' ? id : ''
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function identified<R extends Resource>(resource: R, raw: unknown): EntityOf<R> {
  const object = normalise(resource, raw)
  if (idOf(resource, object) !== '') return object
  throw new ApiError('upstream_contract', `Sinch sent a ${resource.label.one} without its ${resource.idKey}.`)
}

function wholeNumber(value: unknown): number | null {
  if (value === '' || value === null || value === undefined) return null
  const number = Number(value)
  return Number.isInteger(number) && number >= 0 ? number : null
}

function dateOf(header: string | undefined): number | null {
  const at = header === undefined ? Number.NaN : Date.parse(header)
  return Number.isNaN(at) ? null : at
}
