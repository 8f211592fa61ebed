import { numberText } from '@/lib/format'
import {
  addressText,
  networkText,
  publicCount,
  sizeOf,
  spanOf,
  specialBlockOf,
  specialBlocks,
  unionOf,
  cidrText,
  type Cidr,
  type Span,
} from './cidr'
import { mergedNeighbours } from './cidr-merge'

/** How much a finding matters: wrong, worth a look, or merely good to know. */
export type FindingLevel = 'bad' | 'warn' | 'note'

/** What there is to say about one range. */
export interface Finding {
  level: FindingLevel
  kind:
    | 'unreadable'
    | 'everything'
    | 'needs_confirmation'
    | 'far_too_wide'
    | 'wide'
    | 'host_bits'
    | 'special'
    | 'contains_special'
    | 'duplicate'
    | 'contained'
    | 'elsewhere'
    | 'mergeable'
  /** Two or three words for a badge. */
  label: string
  /** One sentence. */
  text: string
}

/** A range of another list that one of the same trunks uses. */
export interface RangeElsewhere extends Cidr {
  list: string
  trunk: string
}

/** What was found in one list. */
export interface RangesLint {
  /** Findings by the position of their range, the worst first. */
  findings: Finding[][]
  /** Why saving needs a typed confirmation; undefined when it does not. */
  wide: string | undefined
  /** How many addresses the list lets in, each counted once. */
  addresses: number
}

const widestCalm = 24
const widestBearable = 15
const widestUnconfirmed = 8
const mostPublic = 2 ** 24
const order: readonly FindingLevel[] = ['bad', 'warn', 'note']

interface Placed extends Span {
  cidr: Cidr
  prefix: number
  /** Position in the list; undefined for a range of another list. */
  index: number | undefined
  elsewhere: RangeElsewhere | undefined
}

/** Looks at the ranges of one list, alone and together, and beside the other lists of the same trunks. Sorts once and sweeps once. */
export function lintRanges(ranges: readonly Cidr[], others: readonly RangeElsewhere[] = []): RangesLint {
  // Reading an address is most of the work, so it is done once.
  const spans = ranges.map(spanOf)
  const findings = ranges.map((cidr, index) => lintAlone(cidr, spans[index]))
  const own = ranges
    .map((cidr, index) => placed(cidr, spans[index], index))
    .filter((range) => range !== undefined)
  const theirs = others
    .map((cidr) => placed(cidr, spanOf(cidr), undefined, cidr))
    .filter((range) => range !== undefined)
  const tops = sweep([...own, ...theirs].sort(byPlace), findings)
  for (const { whole, members } of mergedNeighbours(tops)) {
    const text = `With its neighbours it is ${whole}: ${numberText(members.length)} ranges in one.`
    for (const { index } of members)
      if (index !== undefined) findings[index]?.push(finding('note', 'mergeable', 'Can be merged', text))
  }
  for (const list of findings)
    list.sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level))
  const union = unionOf(own)
  const addresses = union.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  return { findings, wide: reasonFor(ranges, union), addresses }
}

/** The worst of many findings; undefined when there is none. */
export function worstFinding(findings: readonly (readonly Finding[])[]): Finding | undefined {
  const all = findings.flat()
  return order.map((level) => all.find((finding) => finding.level === level)).find(Boolean)
}

/** Why a list lets in so much that somebody has to confirm it by typing; undefined when it does not. */
export function wideReason(ranges: readonly Cidr[]): string | undefined {
  return reasonFor(ranges, unionOf(ranges.map(spanOf).filter((span) => span !== undefined)))
}

function reasonFor(ranges: readonly Cidr[], union: readonly Span[]): string | undefined {
  const widest = ranges.find(({ range }) => range < widestUnconfirmed)
  if (widest)
    return `${networkText(widest)} lets in ${numberText(sizeOf(widest.range))} addresses, more than 1 in 256 of the whole internet.`
  const reachable = publicCount(union)
  if (reachable <= mostPublic) return undefined
  return `Together these ranges let in ${numberText(reachable)} public addresses, more than 1 in 256 of the whole internet.`
}

function lintAlone(cidr: Cidr, span: Span | undefined): Finding[] {
  if (!span) return [finding('bad', 'unreadable', 'Unreadable', `${cidrText(cidr)} is no IPv4 range.`)]
  const found: Finding[] = []
  const size = `lets in ${numberText(sizeOf(cidr.range))} addresses`
  if (cidr.range === 0)
    found.push(finding('bad', 'everything', 'Everyone', 'This lets in every address of the internet.'))
  else if (cidr.range < widestUnconfirmed)
    found.push(finding('bad', 'needs_confirmation', 'Extremely wide', `A /${cidr.range} ${size}.`))
  else if (cidr.range < widestBearable)
    found.push(finding('bad', 'far_too_wide', 'Far too wide', `A /${cidr.range} ${size}.`))
  else if (cidr.range < widestCalm) found.push(finding('warn', 'wide', 'Wide', `A /${cidr.range} ${size}.`))
  const network = addressText(span.first)
  if (network !== cidr.ipAddress)
    found.push(
      finding(
        'warn',
        'host_bits',
        'Host bits set',
        `It means all of ${network}/${cidr.range}, from ${network} on.`,
      ),
    )
  const special = specialBlockOf(span)
  if (special) found.push(finding('warn', 'special', firstUp(special.kind), unreachable(special)))
  else
    for (const block of specialBlocks)
      if (span.first <= block.first && block.last <= span.last)
        found.push(
          finding(
            'note',
            'contains_special',
            `Holds ${block.kind}`,
            `It holds ${block.cidr}, ${block.kind} addresses.`,
          ),
        )
  return found
}

function unreachable({ kind, cidr }: { kind: string; cidr: string }): string {
  return `These are ${kind} addresses (${cidr}): calls never reach the vendor from them over the internet.`
}

function sweep(all: readonly Placed[], findings: Finding[][]): Placed[] {
  // Ranges are nested or apart, never half over each other, so what encloses a range is on top of a stack of at most 33.
  const open: { own: Placed[]; theirs: Placed[] } = { own: [], theirs: [] }
  const tops: Placed[] = []
  const told = new Set<number>()
  for (const range of all) {
    const inOwn = enclosing(open.own, range)
    const inTheirs = enclosing(open.theirs, range)
    if (range.index === undefined) {
      if (!inTheirs || inTheirs.prefix !== range.prefix) open.theirs.push(range)
      const holder = inOwn?.index
      // A wide range may hold hundreds of others; the first is said.
      if (holder !== undefined && !told.has(holder)) {
        told.add(holder)
        findings[holder]?.push(alsoElsewhere(range, 'It holds'))
      }
      continue
    }
    if (inTheirs && !told.has(range.index)) {
      told.add(range.index)
      findings[range.index]?.push(alsoElsewhere(inTheirs, 'Also in'))
    }
    if (!inOwn) tops.push(range)
    else if (inOwn.prefix === range.prefix)
      findings[range.index]?.push(
        finding(
          'warn',
          'duplicate',
          'Twice',
          `The same addresses as ${cidrText(inOwn.cidr)}: remove one of the two.`,
        ),
      )
    else
      findings[range.index]?.push(
        finding('note', 'contained', 'Inside another', `${cidrText(inOwn.cidr)} lets these in already.`),
      )
    if (!inOwn || inOwn.prefix !== range.prefix) open.own.push(range)
  }
  return tops
}

function enclosing(stack: Placed[], range: Placed): Placed | undefined {
  while ((stack.at(-1)?.last ?? Infinity) < range.first) stack.pop()
  return stack.at(-1)
}

function alsoElsewhere({ cidr, elsewhere }: Placed, how: string): Finding {
  const { list = '', trunk = '' } = elsewhere ?? {}
  return finding(
    'note',
    'elsewhere',
    'In another list',
    `${how} ${cidrText(cidr)} of “${list}”, which “${trunk}” uses as well.`,
  )
}

function placed(
  cidr: Cidr,
  span: Span | undefined,
  index: number | undefined,
  elsewhere?: RangeElsewhere,
): Placed | undefined {
  return span && { first: span.first, last: span.last, cidr, prefix: cidr.range, index, elsewhere }
}

// Wider ones first, so that what encloses comes before what is inside; of equal ones those of other lists first.
function byPlace(one: Placed, other: Placed): number {
  return (
    one.first - other.first ||
    one.prefix - other.prefix ||
    Number(one.index !== undefined) - Number(other.index !== undefined) ||
    (one.index ?? 0) - (other.index ?? 0)
  )
}

function finding(level: FindingLevel, kind: Finding['kind'], label: string, text: string): Finding {
  return { level, kind, label, text }
}

function firstUp(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
