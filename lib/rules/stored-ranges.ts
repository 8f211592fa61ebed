import { cidrText, type Cidr } from './cidr'

type Described = Cidr & { description: string }

/** What is different between the ranges that were sent and those that the vendor stored, in one sentence; undefined when nothing is. */
export function storedDifference(
  sent: readonly Described[],
  stored: readonly Described[],
): string | undefined {
  const missing = leftOver(sent, stored)
  const extra = leftOver(stored, sent)
  if (missing.length === 0 && extra.length === 0) return undefined
  const parts = [
    missing.length > 0 && `sent but not stored: ${named(missing)}`,
    extra.length > 0 && `stored but not sent: ${named(extra)}`,
  ].filter((part) => part !== false)
  return `What the vendor stored differs from what was sent (${parts.join('; ')}).`
}

const named = (ranges: readonly Described[]) => {
  const shown = ranges
    .slice(0, 3)
    .map((range) => `${cidrText(range)}${range.description && ` “${range.description}”`}`)
  return ranges.length > 3 ? `${shown.join(', ')} and ${ranges.length - 3} more` : shown.join(', ')
}

function leftOver(these: readonly Described[], those: readonly Described[]): Described[] {
  const counts = new Map<string, number>()
  for (const range of those) counts.set(keyOf(range), (counts.get(keyOf(range)) ?? 0) + 1)
  return these.filter((range) => {
    const left = counts.get(keyOf(range)) ?? 0
    counts.set(keyOf(range), left - 1)
    return left <= 0
  })
}

function keyOf({ ipAddress, range, description }: Described): string {
  return JSON.stringify([ipAddress, range, description])
}
