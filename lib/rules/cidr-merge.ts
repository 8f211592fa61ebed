import { addressText, sizeOf, type Span } from './cidr'

/** A range in the order of addresses. */
export interface Ordered extends Span {
  prefix: number
}

interface Merged<Range> extends Ordered {
  members: Range[]
}

/** The neighbours that make one range together, out of ranges that are sorted and do not touch each other's addresses. */
export function mergedNeighbours<Range extends Ordered>(
  ranges: readonly Range[],
): { whole: string; members: Range[] }[] {
  const stack: Merged<Range>[] = []
  for (const range of ranges) {
    stack.push({ first: range.first, last: range.last, prefix: range.prefix, members: [range] })
    let pair = siblings(stack)
    while (pair) {
      const [left, right] = pair
      // The left one is the longer list as a rule, and is nobody else's: it is added to, so that the sweep stays linear.
      for (const member of right.members) left.members.push(member)
      stack.splice(-2, 2, { ...left, last: right.last, prefix: left.prefix - 1 })
      pair = siblings(stack)
    }
  }
  return stack
    .filter(({ members }) => members.length > 1)
    .map(({ first, prefix, members }) => ({ whole: `${addressText(first)}/${prefix}`, members }))
}

function siblings<Range>(stack: readonly Merged<Range>[]): [Merged<Range>, Merged<Range>] | undefined {
  const [left, right] = stack.slice(-2)
  // The whole internet is never offered.
  if (!left || !right || left.prefix !== right.prefix || left.prefix <= 1) return undefined
  const isAligned = left.first % sizeOf(left.prefix - 1) === 0
  return isAligned && left.last + 1 === right.first ? [left, right] : undefined
}
