import { cidrText, type Cidr } from './cidr-text'

export { cidrText, type Cidr }

/** The addresses of a range as numbers, both ends included. */
export interface Span {
  first: number
  last: number
}

// The strict form: ipaddr.js also reads 010.1, 0x7f.1 and 127.1, which mean something else to most people. What is left to read after
// this needs no library, and the pages that only show ranges are lighter without it.
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const fourNumbers = new RegExp(`^${octet}(?:\\.${octet}){3}$`)

/** An IPv4 address as a number; undefined for anything but four numbers with dots between. */
export function addressNumber(text: string): number | undefined {
  if (!fourNumbers.test(text)) return undefined
  return text.split('.').reduce((address, number) => address * 256 + Number(number), 0)
}

/** A number as an IPv4 address. */
export function addressText(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`
}

/** How many addresses a prefix length covers. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix)
}

/** The addresses of a range, whatever host bits are set; undefined for what is no range. */
export function spanOf({ ipAddress, range }: Cidr): Span | undefined {
  const address = addressNumber(ipAddress)
  if (address === undefined || !Number.isInteger(range) || range < 0 || range > 32) return undefined
  const first = address - (address % sizeOf(range))
  return { first, last: first + sizeOf(range) - 1 }
}

/** A range with its host bits cleared, e.g. "203.0.113.0/24" for 203.0.113.7/24; what cannot be read stays as it is. */
export function networkText(cidr: Cidr): string {
  const span = spanOf(cidr)
  return span ? `${addressText(span.first)}/${cidr.range}` : cidrText(cidr)
}

/** The fewest ranges that cover exactly the addresses from `first` to `last`. */
export function cidrsBetween(first: number, last: number): Cidr[] {
  const found: Cidr[] = []
  let start = first
  while (start <= last) {
    // The widest range that begins here and does not go beyond the end; a whole internet is never offered.
    let prefix = 32
    while (prefix > 1 && start % sizeOf(prefix - 1) === 0 && start + sizeOf(prefix - 1) - 1 <= last)
      prefix -= 1
    found.push({ ipAddress: addressText(start), range: prefix })
    start += sizeOf(prefix)
  }
  return found
}

/** Spans in order without overlaps; neighbours become one. */
export function unionOf(spans: readonly Span[]): Span[] {
  const union: Span[] = []
  for (const span of [...spans].sort((left, right) => left.first - right.first)) {
    const open = union.at(-1)
    if (open && span.first <= open.last + 1) open.last = Math.max(open.last, span.last)
    else union.push({ ...span })
  }
  return union
}

/** True when every address of `inner` lies in `outer`; both are unions. */
export function covers(outer: readonly Span[], inner: readonly Span[]): boolean {
  let index = 0
  return inner.every(({ first, last }) => {
    let open = outer[index]
    while (open && open.last < first) open = outer[(index += 1)]
    return open !== undefined && open.first <= first && last <= open.last
  })
}

/** The kinds of addresses from which no call reaches the vendor over the public internet, in order. */
export const specialBlocks: readonly (Span & { cidr: string; kind: string })[] = [
  ['0.0.0.0/8', '“this network”'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'carrier-grade NAT'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.2.0/24', 'documentation'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
].map(([cidr = '', kind = '']) => {
  const [ipAddress = '', range = ''] = cidr.split('/')
  const { first, last } = spanOf({ ipAddress, range: Number(range) }) ?? { first: 0, last: 0 }
  return { cidr, kind, first, last }
})

/** The special block that an address lies in; undefined for a public one. */
export function specialBlockOf({ first, last }: Span) {
  return specialBlocks.find((block) => block.first <= first && last <= block.last)
}

/** How many addresses of a union are public. */
export function publicCount(union: readonly Span[]): number {
  let count = 0
  for (const { first, last } of union) {
    count += last - first + 1
    for (const block of specialBlocks)
      count -= Math.max(0, Math.min(last, block.last) - Math.max(first, block.first) + 1)
  }
  return count
}
