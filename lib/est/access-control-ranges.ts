import { accessControlLists, ipRanges } from '@/lib/resources/access-control-lists'
import type { EntityOf } from '@/lib/resources/define'
import { isRecord } from './answers'
import { readOne, type ReadOptions } from './collections'
import type { Gateway } from './gateway'
import { createOne, removeAt } from './writes'

type Values = Record<string, unknown>
type AccessControlList = EntityOf<typeof accessControlLists>

/**
 * Brings the ranges of a list to what was sent. Whether a PUT of the list replaces its ranges is disputed: where it has not, they are
 * added and removed one by one, the new ones first because a list must not be without any. A range that was not in the list when it was
 * read is somebody else's and stays.
 */
export async function settleRanges(
  gateway: Gateway,
  saved: AccessControlList,
  sent: unknown,
  preImage: Values,
  options: ReadOptions,
): Promise<AccessControlList> {
  if (!Array.isArray(sent)) return saved
  const wanted = sent.filter(isRecord)
  // Some answers to a PUT show the ranges as they were, whatever became of them.
  if (isSame(saved.ipRanges, wanted)) return saved
  const params = { accessControlListId: saved.id }
  const current = await readOne(gateway, accessControlLists, params, options)
  if (isSame(current.ipRanges, wanted)) return current
  const present = new Set(current.ipRanges.map(rangeKey))
  for (const range of wanted.filter((candidate) => !present.has(rangeKey(candidate)))) {
    await createOne(gateway, ipRanges, params, ipRanges.input.parse(range), { signal: options.signal })
  }
  const kept = new Set(wanted.map(rangeKey))
  const known = new Set(accessControlLists.entity.parse(preImage).ipRanges.map(rangeKey))
  const dropped = (range: Values) => known.has(rangeKey(range)) && !kept.has(rangeKey(range))
  for (const { id } of current.ipRanges.filter(dropped)) {
    await removeAt(gateway, `${ipRanges.path}/:ipRangeId`, { ...params, ipRangeId: id }, options)
  }
  return await readOne(gateway, accessControlLists, params, options)
}

function isSame(one: readonly Values[], other: readonly Values[]): boolean {
  const keys = (ranges: readonly Values[]) => ranges.map(rangeKey).sort().join('\n')
  return keys(one) === keys(other)
}

function rangeKey({ ipAddress, range, description }: Values): string {
  return JSON.stringify([ipAddress, Number(range), description ?? ''])
}
