import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { accessControlLists, ipRanges } from '@/lib/resources/access-control-lists'
import { covers, publicCount, sizeOf, spanOf, unionOf, type Cidr } from '@/lib/rules/cidr'
import { wideReason } from '@/lib/rules/cidr-lint'
import { processState } from './process-state'

/** The name in a body under which a person confirms ranges that let in a good part of the internet; never sent to the vendor. */
export const wideConfirmation = 'confirmWideRanges'

/** A write that is valid and about to be made. */
export interface Writing {
  client: EstClient
  /** Says whose vendor it is; goes into keys of what is remembered. */
  projectId: string
  params: Record<string, string>
  wanted: unknown
  /** The object as it is, where it is being changed. */
  current?: unknown
  /** What stood in the body as `confirmWideRanges`. */
  confirmation: unknown
}

/** Refuses, by throwing, a write that somebody has to confirm first. */
export type WritePolicy = (writing: Writing) => Promise<void>

/** The schema of a body that may carry a confirmation beside the input itself. */
export function confirmable(input: z.ZodType): z.ZodType {
  return z.intersection(
    input,
    z.object({ [wideConfirmation]: z.string('This has to be text.').max(255).optional() }),
  )
}

/** Takes the confirmation out of a body. */
export function withoutConfirmation(body: unknown): { input: unknown; confirmation: unknown } {
  if (typeof body !== 'object' || body === null) return { input: body, confirmation: undefined }
  const { [wideConfirmation]: confirmation, ...input } = body as Record<string, unknown> // an object's own entries, each of them unknown
  return { input, confirmation }
}

/** Asks for a confirmation where a new or changed list would let in a good part of the internet. */
export const listPolicy: WritePolicy = async ({ projectId, params, wanted, current, confirmation }) => {
  remembered().delete(`${projectId}/${params.accessControlListId}`)
  const list = accessControlLists.input.parse(wanted)
  const before = current === undefined ? undefined : accessControlLists.entity.parse(current)
  const isAlready = before !== undefined && (before.enabled || !list.enabled)
  assertConfirmed(list.name, list.ipRanges, isAlready ? readable(before.ipRanges) : [], confirmation)
}

/** Asks for a confirmation where a new or changed range would make its list let in a good part of the internet. */
export const rangePolicy: WritePolicy = async ({
  client,
  projectId,
  params,
  wanted,
  current,
  confirmation,
}) => {
  const range = ipRanges.input.parse(wanted)
  const { accessControlListId = '' } = params
  const key = `${projectId}/${accessControlListId}`
  if (isHarmless(key, range)) return
  const list = await client.read(accessControlLists, { accessControlListId })
  const before = readable(list.ipRanges)
  const replaced = current === undefined ? undefined : ipRanges.entity.parse(current).id
  const kept = readable(list.ipRanges.filter(({ id }) => id !== replaced))
  assertConfirmed(list.name, [...kept, range], before, confirmation)
  remember(key, [...before, range])
}

function assertConfirmed(
  name: string,
  after: readonly Cidr[],
  before: readonly Cidr[],
  confirmation: unknown,
): void {
  const reason = wideReason(after)
  // What is let in already needs no word: a list that is wide can be renamed and made narrower.
  if (reason === undefined || covers(unionIn(before), unionIn(after))) return
  if (typeof confirmation === 'string' && confirmation.trim() === name) return
  const message = `${reason} To confirm, write the name of the list, “${name}”.`
  throw new ApiError('invalid_request', message, { fields: { [wideConfirmation]: message } })
}

function unionIn(ranges: readonly Cidr[]) {
  return unionOf(ranges.map(spanOf).filter((span) => span !== undefined))
}

function readable(ranges: readonly { ipAddress: string; range: number | null }[]): Cidr[] {
  return ranges.map(({ ipAddress, range }) => ({ ipAddress, range: range ?? 32 }))
}

// A thousand ranges are added one by one; reading the whole list before each would double what the vendor is asked. For a few seconds the
// most that the list can let in is known without asking: what it let in when it was read, and all that was added here since.
const rememberedForMs = 5_000
const farFromWide = 2 ** 24

interface Remembered {
  most: number
  readAt: number
}

function remembered(): Map<string, Remembered> {
  return processState('range-policy', () => new Map<string, Remembered>())
}

function remember(key: string, ranges: readonly Cidr[]): void {
  const now = Date.now()
  for (const [old, { readAt }] of remembered()) if (now - readAt > rememberedForMs) remembered().delete(old)
  remembered().set(key, { most: publicCount(unionIn(ranges)), readAt: now })
}

function isHarmless(key: string, { range }: Cidr): boolean {
  const known = remembered().get(key)
  if (!known || Date.now() - known.readAt > rememberedForMs || range < 8) return false
  if (known.most + sizeOf(range) > farFromWide) return false
  known.most += sizeOf(range)
  return true
}
