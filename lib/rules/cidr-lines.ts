import ipaddr from 'ipaddr.js'
import { addressNumber, cidrsBetween, cidrText, networkText, type Cidr } from './cidr'
import { hasControlCharacters } from './plain-text'

/** A range as somebody wrote it, with the number of its line. */
export interface WrittenRange extends Cidr {
  description: string
  line: number
}

/** A line that cannot be used, why in one sentence, and where there is one the text that can take its place. */
export interface BadLine {
  line: number
  text: string
  problem: string
  offer?: string
}

/** What was read out of some lines. */
export interface WrittenRanges {
  good: WrittenRange[]
  bad: BadLine[]
}

/** Ranges that were left out because the same addresses are there already. */
export interface LeftOut {
  range: WrittenRange
  /** In words: "line 3" or "this list". */
  of: string
}

class Refusal {
  constructor(
    readonly problem: string,
    readonly offer?: string,
  ) {}
}

type Piece = Omit<WrittenRange, 'line'>

/**
 * Reads IP ranges as people write them, one or more a line: "203.0.113.0/24", "203.0.113.7 - PBX", "203.0.113.7, 203.0.113.8", with a
 * comment after "#". A line is taken whole or not at all.
 */
export function readRangeLines(text: string): WrittenRanges {
  const read: WrittenRanges = { good: [], bad: [] }
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1
    // Spreadsheets and mails bring marks that nobody sees.
    const written = raw.replace(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '').trim()
    const [ranges = '', ...comment] = written.split('#')
    if (ranges.trim() === '') return
    try {
      const pieces = readPieces(ranges, comment.join('#').trim())
      for (const piece of pieces) read.good.push({ ...piece, line })
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      read.bad.push({ line, text: written, problem: refusal.problem, offer: refusal.offer })
    }
  })
  return read
}

/** Leaves out what names the same addresses as an earlier line or as a range that is there already. */
export function withoutDoubles(
  written: readonly WrittenRange[],
  existing: readonly Cidr[] = [],
): { fresh: WrittenRange[]; leftOut: LeftOut[] } {
  const seen = new Map(existing.map((cidr) => [networkText(cidr), 'this list']))
  const fresh: WrittenRange[] = []
  const leftOut: LeftOut[] = []
  for (const range of written) {
    const key = networkText(range)
    const of = seen.get(key)
    if (of !== undefined) leftOut.push({ range, of })
    else {
      seen.set(key, `line ${range.line}`)
      fresh.push(range)
    }
  }
  return { fresh, leftOut }
}

/** The text with the bad lines that have an offer replaced by it. */
export function withOffers(text: string, bad: readonly BadLine[]): string {
  const offers = new Map(bad.map(({ line, offer }) => [line, offer]))
  return text
    .split(/\r\n|\r|\n/)
    .map((line, index) => offers.get(index + 1) ?? line)
    .join('\n')
}

function readPieces(text: string, comment: string): Piece[] {
  const pieces: Piece[] = []
  for (const part of text.split(/[,;]/).map((piece) => piece.trim())) {
    const last = pieces.at(-1)
    if (part === '') continue
    // "203.0.113.7, Head office": what is no address describes the one before it.
    if (last && !patterns.addressLike.test(part)) last.description = joined(last.description, part)
    else pieces.push(...readPiece(part))
  }
  if (pieces.length === 0) throw new Refusal('There is no address on this line.')
  return pieces.map((piece) => described(piece, piece.description || comment))
}

function joined(...parts: string[]): string {
  return parts.filter(Boolean).join(', ')
}

const quad = String.raw`\d+(?:\.\d+){3}(?![\d.])`
const patterns = {
  addressLike: /^(\d+\.\d|\d+$|\[?[0-9a-f]{0,4}:[0-9a-f]*:)/i,
  six: /^\[?[0-9a-f]{0,4}:[0-9a-f]*:/i,
  address: /^\d+(?:\.\d*)+/,
  mask: new RegExp(String.raw`^\s*/\s*(${quad})`),
  prefix: /^\s*\/\s*([^\s–—-]*)/,
  until: new RegExp(String.raw`^\s*[-–—]\s*(${quad})`),
  untilLast: /^\s*[-–—]\s*(\d{1,3})\s*$/,
  another: new RegExp(String.raw`^\s+(${quad})`),
}

function readPiece(text: string): Piece[] {
  if (patterns.six.test(text))
    throw new Refusal('This is an IPv6 address: the vendor takes IPv4 only, so write the IPv4 address.')
  const ipAddress = patterns.address.exec(text)?.[0]
  if (ipAddress === undefined) throw notAnAddress(text)
  checkAddress(ipAddress)
  const rest = text.slice(ipAddress.length)
  const mask = patterns.mask.exec(rest)
  if (mask?.[1]) throw offeredMask(ipAddress, mask[1], rest.slice(mask[0].length))
  const until = patterns.until.exec(rest)
  if (until?.[1]) throw offeredSpan(ipAddress, until[1], rest.slice(until[0].length))
  const untilLast = patterns.untilLast.exec(rest)?.[1]
  // "203.0.113.1-9" is meant as addresses .1 to .9, and would be taken for a description.
  if (untilLast) throw offeredSpan(ipAddress, ipAddress.replace(/\d+$/, untilLast), '')
  const another = patterns.another.exec(rest)
  if (another?.[1]) {
    if (prefixOfMask(another[1]) !== undefined)
      throw offeredMask(ipAddress, another[1], rest.slice(another[0].length))
    return [{ ipAddress, range: 32, description: '' }, ...readPiece(rest.trim())]
  }
  const prefix = patterns.prefix.exec(rest)
  if (!prefix) return [{ ipAddress, range: 32, description: descriptionIn(rest) }]
  const after = rest.slice(prefix[0].length)
  const range = readPrefix(prefix[1] ?? '')
  const next = patterns.another.exec(after)
  const piece = { ipAddress, range, description: next ? '' : descriptionIn(after) }
  return next ? [piece, ...readPiece(after.trim())] : [piece]
}

function notAnAddress(text: string): Refusal {
  const [word = ''] = text.split(/\s/)
  if (/^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(word))
    return new Refusal(`“${clipped(word)}” is a name: an ACL holds addresses, so write its IPv4 address.`)
  return new Refusal('This does not begin with an IPv4 address such as 203.0.113.10.')
}

function checkAddress(text: string): void {
  if (addressNumber(text) !== undefined) return
  if (/(^|\.)0\d/.test(text))
    throw new Refusal(`“${clipped(text)}” has leading zeros, which some read as octal: leave them out.`)
  throw new Refusal(
    `“${clipped(text)}” is no IPv4 address: four numbers from 0 to 255 with dots between them.`,
  )
}

function readPrefix(text: string): number {
  if (!/^\d{1,3}$/.test(text))
    throw new Refusal('After the slash stands the prefix length, a whole number from 1 to 32.')
  const prefix = Number(text)
  if (prefix === 0) throw new Refusal('/0 is every address of the internet; it is refused always.')
  if (prefix > 32) throw new Refusal(`/${prefix} is no prefix length: write a whole number from 1 to 32.`)
  return prefix
}

function offeredMask(ipAddress: string, mask: string, rest: string): Refusal {
  const prefix = prefixOfMask(mask)
  if (prefix === undefined)
    return new Refusal(`“${mask}” is no subnet mask; write the prefix length, for example /24.`)
  if (prefix === 0)
    return new Refusal('The mask 0.0.0.0 is every address of the internet; it is refused always.')
  const cidr = cidrText({ ipAddress, range: prefix })
  return new Refusal(`A subnet mask is not taken: write ${cidr}.`, withDescription(cidr, rest))
}

function offeredSpan(from: string, to: string, rest: string): Refusal {
  checkAddress(to)
  const [first = 0, last = 0] = [addressNumber(from), addressNumber(to)]
  if (last < first) return new Refusal(`The range ends before it begins: ${to} is lower than ${from}.`)
  const cidrs = cidrsBetween(first, last).map(cidrText)
  const shown =
    cidrs.length > 3 ? `${cidrs.slice(0, 3).join(', ')} and ${cidrs.length - 3} more` : cidrs.join(', ')
  return new Refusal(
    `A range from one address to another is not taken: write ${shown}.`,
    cidrs.map((cidr) => withDescription(cidr, rest)).join(', '),
  )
}

function withDescription(cidr: string, rest: string): string {
  const description = rest.replace(/^\s*[-–—]?\s*/, '').trim()
  return description ? `${cidr} - ${description}` : cidr
}

function descriptionIn(rest: string): string {
  if (rest === '') return ''
  if (/^:\d/.test(rest)) throw new Refusal('Leave out the port: an ACL holds addresses only.')
  const description = /^(?:\s+[-–—]?|[-–—])\s*(.*)$/.exec(rest)
  if (!description)
    throw new Refusal(`“${clipped(rest)}” cannot stand right after an address; put a space before it.`)
  return (description[1] ?? '').trim()
}

function described(piece: Piece, description: string): Piece {
  if (description.length > 255) throw new Refusal('The description is longer than 255 characters.')
  if (hasControlCharacters(description.replaceAll('\t', ' ')))
    throw new Refusal('The description has control characters; leave them out.')
  return { ...piece, description: description.replaceAll('\t', ' ') }
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** The prefix length that a subnet mask such as 255.255.255.0 stands for; undefined for what is no mask. */
function prefixOfMask(mask: string): number | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(mask)) return undefined
  return ipaddr.IPv4.parse(mask).prefixLengthFromSubnetMask() ?? undefined
}
