import 'server-only'
import { z } from 'zod'
import type { EstQuery } from '@/lib/est/client'
import { callDirections, callResults, calls } from '@/lib/resources/calls'
import { knownFields } from '@/lib/resources/define'
import type { StoredProject } from './projects'
import { validated } from './request-body'
import { estClient } from './upstream'

const dayMs = 24 * 60 * 60 * 1000

const time = z.iso.datetime({
  offset: true,
  message: 'Write times in ISO form, for example 2026-11-21T14:05:00Z.',
})

// A number in E.164 or part of it, or the beginning of a SIP address; letters alone are no prefix of anything.
const party = z
  .string()
  .trim()
  .max(255, 'This is longer than any number or address.')
  .regex(
    /^(\+?\d*|sips?:[^\s]*)$/,
    'Enter the beginning of a number, such as +4670, or of a SIP address, such as sip:1201.',
  )

const search = z
  .object({
    from: party.default(''),
    to: party.default(''),
    trunkId: z
      .string()
      .regex(/^[A-Za-z0-9_-]{0,64}$/, 'This is not the id of a SIP trunk.')
      .default(''),
    callResult: z
      .union([z.enum(callResults), z.literal('')], `The result is one of ${callResults.join(', ')}.`)
      .default(''),
    direction: z
      .string()
      .default('')
      .transform((value) => value.split(',').filter((part) => part !== ''))
      .pipe(z.array(z.enum(callDirections, 'The direction is INBOUND or OUTBOUND.'))),
    start: time.optional(),
    end: time.optional(),
    page: z.coerce.number('The page is a number.').int().min(1, 'Pages begin at 1.').default(1),
    pageSize: z.coerce
      .number('The page size is a number.')
      .int()
      .min(1)
      .max(500, 'Ask for 500 calls at most.')
      .default(50),
  })
  .transform(({ start, end, ...query }) => {
    const until = end === undefined ? new Date() : new Date(end)
    const since = start === undefined ? new Date(until.getTime() - dayMs) : new Date(start)
    return { ...query, start: since.toISOString(), end: until.toISOString() }
  })
  .refine(({ start, end }) => start <= end, {
    path: ['start'],
    message: 'The search begins after it ends. Swap the two times.',
  })

/** A checked search: the window is always explicit. */
export type CallSearch = z.output<typeof search>

/** Reads a call search from the address. Without a window it is the last 24 hours, and the answer tells which. */
export function readCallSearch(url: URL): CallSearch {
  const names = ['from', 'to', 'trunkId', 'callResult', 'direction', 'start', 'end', 'page', 'pageSize']
  return validated(
    search,
    Object.fromEntries(names.map((name) => [name, url.searchParams.get(name) ?? undefined])),
  )
}

/** The search in the vendor's own parameters; the operators are part of two of the names. */
export function vendorQuery(query: CallSearch): EstQuery {
  return {
    from: query.from || undefined,
    to: query.to || undefined,
    trunkId: query.trunkId || undefined,
    callResult: query.callResult || undefined,
    direction: query.direction.length === 0 ? undefined : query.direction.join(','),
    'createTime>': query.start,
    'createTime<': query.end,
  }
}

/** One page of calls, asked of the vendor now. */
export async function searchCalls(project: StoredProject, query: CallSearch) {
  const client = await estClient(project)
  const page = await client.list(calls, {}, { ...vendorQuery(query), page: query.page, size: query.pageSize })
  const { page: number, pageSize, start, end } = query
  return {
    items: page.items.map((call) => knownFields(calls, call)),
    total: page.totalItems,
    page: number,
    pageSize,
    start,
    end,
  }
}
