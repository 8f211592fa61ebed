import { ApiError } from '@/lib/errors'
import type { TrunkLink } from '@/lib/resources/links'
import { isRecord, readItems } from './answers'
import type { ReadOptions } from './collections'
import type { Call, Gateway } from './gateway'
import { readAllPages } from './paging'
import { perform } from './perform'
import { removeAt } from './writes'

/** The ids linked to a trunk, whether the vendor answers with ids or with whole objects. */
export async function readLinkedIds(
  gateway: Gateway,
  link: TrunkLink,
  trunkId: string,
  options: ReadOptions = {},
): Promise<string[]> {
  const { items, complete } = await readAllPages({
    fetch: async (page, size) => {
      const call = gateway.prepare(link.path, { ...options, params: { trunkId }, query: { page, size } })
      return await perform(gateway, call, {
        read: (answer) => {
          const { items: raw, ...rest } = readItems([link.idsKey, link.objectsKey], answer)
          return { ...rest, items: raw.map(idIn) }
        },
      })
    },
    idOf: (id) => id,
    createdAt: () => null,
  })
  if (complete) return items
  throw new ApiError(
    'upstream_unavailable',
    'The links of this trunk kept changing while they were read. Try again.',
  )
}

/**
 * Links ids to a trunk. The vendor appends and answers only with what was sent, so after an unknown outcome the links are read and
 * only the missing ones are sent again.
 */
export async function linkToTrunk(
  gateway: Gateway,
  link: TrunkLink,
  trunkId: string,
  ids: readonly string[],
): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const prepare = (missing: readonly string[], deadline?: number) =>
    gateway.prepare(link.path, {
      method: 'POST',
      params: { trunkId },
      body: { [link.idsKey]: missing },
      deadline,
    })
  const call = prepare(wanted)
  const missingIds = async () => {
    const linked = new Set(await readLinkedIds(gateway, link, trunkId, { deadline: call.deadline }))
    return wanted.filter((id) => !linked.has(id))
  }
  // The call in hand is changed between two tries: what has been linked already would be refused.
  const current: { -readonly [Name in keyof Call]: Call[Name] } = { ...call }
  await perform<void>(gateway, current, {
    read: () => undefined,
    settle: async () => {
      const missing = await missingIds()
      if (missing.length === 0) return { done: undefined }
      current.body = prepare(missing, call.deadline).body
      return 'resend'
    },
    forgive: async (error, isRepeated) => {
      if (!isRepeated || !/already added/i.test(error.message)) return undefined
      return (await missingIds()).length === 0 ? { done: undefined } : undefined
    },
  })
}

/** Takes one link off a trunk. */
export async function unlinkFromTrunk(
  gateway: Gateway,
  link: TrunkLink,
  trunkId: string,
  id: string,
): Promise<void> {
  await removeAt(gateway, `${link.path}/:linkedId`, { trunkId, linkedId: id }, {})
}

function idIn(item: unknown): string {
  const id = isRecord(item) ? item.id : item
  if (typeof id === 'string' && id !== '') return id
  throw new ApiError('upstream_contract', 'Sinch sent a link of a trunk without its id.')
}
