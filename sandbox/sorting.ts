import type { Context } from 'hono'
import { invalidFields } from './body'
import type { StoredObject } from './store'

/** One criterion of a list's order. */
export interface SortCriterion {
  readonly property: string
  readonly isDescending: boolean
}

const times = ['createTime', 'updateTime']

/** What the three lists that the vendor lets a client sort may be sorted by. */
export const sortable = {
  callBlockingRules: [
    'id',
    'name',
    'direction',
    'callerCountry',
    'calleeCountry',
    'callerMatch',
    'calleeMatch',
    ...times,
  ],
  credentialLists: ['id', 'name', ...times],
  phoneNumbers: ['id', 'sipTrunkId', 'phoneNumber', 'countryCode', ...times],
} as const satisfies Record<string, readonly string[]>

/**
 * Reads `sort`: items of the form `property,(ascending/descending)`, as the vendor documents them, one to a parameter or all in one;
 * the short `asc` and `desc` too, and a property without a direction ascends.
 */
export function readSort(c: Context, properties: readonly string[]): SortCriterion[] {
  const words = (c.req.queries('sort') ?? []).flatMap((value) => [...value.split(','), ''])
  const criteria: SortCriterion[] = []
  let waiting: string[] = []
  const settle = (isDescending: boolean) => {
    criteria.push(...waiting.map((property) => ({ property, isDescending })))
    waiting = []
  }
  for (const word of words.map((one) => one.trim())) {
    if (word === '') settle(false)
    else if (/^(asc|desc)(ending)?$/i.test(word)) settle(/^desc/i.test(word))
    else if (properties.includes(word)) waiting.push(word)
    else throw invalidFields({ sort: `has no property '${word}'` })
  }
  return criteria
}

/** The objects in the order of the criteria; those that are alike in all of them stay in the order in which they were made. */
export function sorted(
  objects: readonly StoredObject[],
  criteria: readonly SortCriterion[],
): readonly StoredObject[] {
  if (criteria.length === 0) return objects
  return [...objects].sort((one, other) => {
    for (const { property, isDescending } of criteria) {
      const order = compare(valueOf(one, property), valueOf(other, property))
      if (order !== 0) return isDescending ? -order : order
    }
    return 0
  })
}

function valueOf(object: StoredObject, property: string): string {
  if (property === 'id') return object.id
  const value = property === 'sipTrunkId' ? object.parent : object.fields[property]
  return typeof value === 'string' ? value : ''
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
