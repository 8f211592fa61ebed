import { z } from 'zod'

/** What the vendor lets one do with a resource. */
export type Operation = 'list' | 'get' | 'create' | 'replace' | 'remove'

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** Values for the `:name` parts of a path, e.g. `{ trunkId: string }` for `/trunks/:trunkId/endpoints`. */
export type PathParams<Path extends string> = { [Name in ParamNames<Path>]: string }

/** One kind of object: where it lives, what may be written, what is read. Everything else is derived from it. */
export interface Resource<
  Path extends string = string,
  Input extends z.ZodType = z.ZodType,
  Entity extends z.ZodObject = z.ZodObject,
> {
  /** Which of the vendor's two hosts serves it. */
  readonly api: 'est' | 'numbers'
  /** Path below `/v1/projects/{projectId}`, and below `/api/projects/{projectId}` of our own API. */
  readonly path: Path
  /** Name of the path parameter that names one object, e.g. `trunkId`. */
  readonly idParam: string
  /** The property that holds the value for `idParam`, e.g. `id`, `isoCode`, `phoneNumber`. */
  readonly idKey: string
  /** Keys under which a list answer may carry the items; the first is what the service sends. */
  readonly listKeys: readonly string[]
  /** Names in the interface. */
  readonly label: { readonly one: string; readonly many: string }
  /** Every writable field. `input.parse(input.parse(x))` equals `input.parse(x)`. */
  readonly input: Input
  /** What the console relies on; it normalises the vendor's doublets and keeps fields it does not know. */
  readonly entity: Entity
  /** Other names under which the vendor sends a field, e.g. `{ trunkId: ['sipTrunkId'] }`. */
  readonly aliases: Readonly<Record<string, readonly string[]>>
  /** The vendor's name for a field where it reads another one than it is called here, e.g. `{ trunkId: 'sipTrunkId' }`. */
  readonly sentAs: Readonly<Record<string, string>>
  /** Fields that do not count for the entity tag because the vendor computes them; `ipRanges.id` names one inside a list. */
  readonly derived: readonly string[]
  /** Collections (first path segment) that a write here changes as well. */
  readonly touches: readonly string[]
  readonly operations: readonly Operation[]
}

/** Fields of every object that never count as a change: the vendor computes them or writes them with varying precision. */
export const timeFields = ['createTime', 'updateTime', 'projectId'] as const

/** What a page has to know of a resource to read and write it: see `lib/resources/places.ts`. */
export type PlaceOf<R extends Resource> = Pick<R, 'path' | 'touches'>

/** Declares a resource; see `lib/resources/trunks.ts` for an example. */
export function defineResource<
  const Path extends string,
  Input extends z.ZodType,
  Entity extends z.ZodObject,
>(definition: {
  api?: 'est' | 'numbers'
  path: Path
  idParam: string
  idKey?: string
  listKeys: readonly string[]
  label: { one: string; many: string }
  input: Input
  entity: Entity
  aliases?: Record<string, readonly string[]>
  sentAs?: Record<string, string>
  derived?: readonly string[]
  touches?: readonly string[]
  operations: readonly Operation[]
}): Resource<Path, Input, Entity> {
  return { api: 'est', idKey: 'id', aliases: {}, sentAs: {}, derived: [], touches: [], ...definition }
}

/** The values a form or script sends for a resource, after validation. */
export type InputOf<R extends Resource> = z.output<R['input']>

/** An object as the console reads it; fields the console does not know are kept on it on the server. */
export type EntityOf<R extends Resource> = z.output<R['entity']>

/** The values for the path of a collection of this resource. */
export type ParamsOf<R extends Resource> = PathParams<R['path']>

/** The last segment of the path: the noun used in query keys and audit actions, e.g. `endpoints`. */
export function nounOf(resource: Resource): string {
  return resource.path.slice(resource.path.lastIndexOf('/') + 1)
}

/** Only the fields the console knows: what may travel to the browser. */
export function knownFields<R extends Resource>(resource: R, object: EntityOf<R>): EntityOf<R> {
  const known = Object.keys(resource.entity.shape)
  return resource.entity.parse(
    Object.fromEntries(Object.entries(object).filter(([name]) => known.includes(name))),
  ) as EntityOf<R> // zod infers the widest ZodObject here
}
