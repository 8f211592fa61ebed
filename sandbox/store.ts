import type { Database } from 'better-sqlite3'
import { prepared } from './database'

/** The collections the service keeps; objects of other projects live in the same ones. */
export const collections = [
  'trunks',
  'endpoints',
  'accessControlLists',
  'ipRanges',
  'credentialLists',
  'credentials',
  'countryPermissions',
  'phoneNumbers',
  'callBlockingRules',
  'activeNumbers',
  'availableNumbers',
  'numberOrders',
  'projects',
] as const

/** The name of one collection. */
export type Collection = (typeof collections)[number]

/** The fields of an object as they were stored, known or not. */
export type Fields = Record<string, unknown>

/** One stored object; `natural` is the value that must be unique, `due` the time at which it changes by itself. */
export interface StoredObject {
  readonly seq: number
  readonly collection: Collection
  readonly id: string
  readonly project: string
  readonly parent: string
  readonly natural: string | null
  readonly due: number | null
  readonly fields: Fields
}

/** What is needed to store a new object. */
export type NewObject = Pick<StoredObject, 'collection' | 'id' | 'project' | 'fields'> &
  Partial<Pick<StoredObject, 'parent' | 'natural' | 'due'>>

/** The two kinds of link a trunk has. */
export type LinkKind = 'accessControlLists' | 'credentialLists'

/** What selects the objects of a list, in the order they were made. */
export interface Selection {
  readonly project: string
  readonly parent?: string
}

/** Told of every change to an object or a link, with what was there before. */
export interface StoreWitness {
  /** False while nobody wants to know, so that nothing is read in vain. */
  readonly isWatching: boolean
  changes(collection: Collection, id: string, parent: string, before: StoredObject | undefined): void
  relinks(kind: LinkKind, trunk: string, target: string, before: boolean): void
  forget(): void
}

interface Row extends Omit<StoredObject, 'fields'> {
  readonly fields: string
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toObject(row: Row): StoredObject {
  const fields: unknown = JSON.parse(row.fields)
  return { ...row, fields: isRecord(fields) ? fields : {} }
}

/** The objects and links of the service, kept as JSON documents in SQLite. */
export class Store {
  constructor(
    readonly database: Database,
    private readonly witness?: StoreWitness,
  ) {}

  insert(object: NewObject): void {
    if (this.witness?.isWatching) {
      this.witness.changes(object.collection, object.id, object.parent ?? '', undefined)
    }
    this.run(
      'insert into objects (collection, id, project, parent, natural, due, fields) values (?, ?, ?, ?, ?, ?, ?)',
      object.collection,
      object.id,
      object.project,
      object.parent ?? '',
      object.natural ?? null,
      object.due ?? null,
      JSON.stringify(object.fields),
    )
  }

  get(collection: Collection, id: string): StoredObject | undefined {
    return this.one('select * from objects where collection = ? and id = ?', collection, id)
  }

  bySequence(collection: Collection, seq: number): StoredObject | undefined {
    return this.one('select * from objects where collection = ? and seq = ?', collection, seq)
  }

  /** The object of any project whose unique value this is: host names are unique across customers. */
  byNatural(collection: Collection, natural: string): StoredObject | undefined {
    return this.one('select * from objects where collection = ? and natural = ?', collection, natural)
  }

  save(object: StoredObject): void {
    this.tell(object)
    this.run(
      'update objects set parent = ?, natural = ?, due = ?, fields = ? where seq = ?',
      object.parent,
      object.natural,
      object.due,
      JSON.stringify(object.fields),
      object.seq,
    )
  }

  remove(object: StoredObject): void {
    this.tell(object)
    this.run('delete from objects where seq = ?', object.seq)
  }

  list(collection: Collection, selection: Selection, limit = -1, offset = 0): StoredObject[] {
    const [where, values] = condition(collection, selection)
    const sql = `select * from objects where ${where} order by seq limit ? offset ?`
    return this.many(sql, [...values, limit, offset])
  }

  count(collection: Collection, selection: Selection): number {
    const [where, values] = condition(collection, selection)
    const sql = `select count(*) as n from objects where ${where}`
    return prepared<{ n: number }>(this.database, sql).get(...values)?.n ?? 0
  }

  /** Every object that time changes at or before `now`. */
  due(now: number): StoredObject[] {
    return this.many('select * from objects where due <= ? order by due, seq', [now])
  }

  link(kind: LinkKind, trunk: string, target: string): void {
    if (this.witness?.isWatching) this.witness.relinks(kind, trunk, target, false)
    this.run('insert into links (kind, trunk, target) values (?, ?, ?)', kind, trunk, target)
  }

  unlink(kind: LinkKind, trunk: string, target: string): boolean {
    const gone = this.run(
      'delete from links where kind = ? and trunk = ? and target = ?',
      kind,
      trunk,
      target,
    )
    if (gone > 0 && this.witness?.isWatching) this.witness.relinks(kind, trunk, target, true)
    return gone > 0
  }

  linkedTargets(kind: LinkKind, trunk: string): string[] {
    return this.texts(
      'select target as value from links where kind = ? and trunk = ? order by seq',
      kind,
      trunk,
    )
  }

  linkedTrunks(kind: LinkKind, target: string): string[] {
    return this.texts(
      'select trunk as value from links where kind = ? and target = ? order by seq',
      kind,
      target,
    )
  }

  transaction<Result>(work: () => Result): Result {
    return this.database.transaction(work)()
  }

  clear(): void {
    this.witness?.forget()
    this.database.exec('delete from objects; delete from links')
  }

  private tell({ collection, id, parent }: StoredObject): void {
    if (this.witness?.isWatching) this.witness.changes(collection, id, parent, this.get(collection, id))
  }

  private one(sql: string, ...values: unknown[]): StoredObject | undefined {
    const row = prepared<Row>(this.database, sql).get(...values)
    return row ? toObject(row) : undefined
  }

  private many(sql: string, values: readonly unknown[]): StoredObject[] {
    return prepared<Row>(this.database, sql)
      .all(...values)
      .map(toObject)
  }

  private run(sql: string, ...values: unknown[]): number {
    return prepared(this.database, sql).run(...values).changes
  }

  private texts(sql: string, ...values: unknown[]): string[] {
    const rows = prepared<{ value: string }>(this.database, sql).all(...values)
    return rows.map((row) => row.value)
  }
}

function condition(collection: Collection, { project, parent }: Selection): [string, string[]] {
  if (parent === undefined) return ['collection = ? and project = ?', [collection, project]]
  return ['collection = ? and parent = ? and project = ?', [collection, parent, project]]
}
