import { countText, listText, numberText } from '@/lib/format'
import type { CallGap, SearchCoverage } from '@/lib/rules/call-history'
import type { CallFilters } from '@/lib/rules/call-query'

/** Why a stretch is missing, as the end of a sentence. */
export function whyMissing(gap: CallGap, { state, problem, until, from }: SearchCoverage): string {
  if (gap.kind === 'gone') return gap.reason ?? 'older calls are not kept.'
  if (gap.kind === 'short')
    return gap.reason ?? 'fewer calls came than the vendor counted. The console reads it again.'
  if (gap.kind === 'failed') return gap.reason ?? 'the vendor did not answer. The console tries again.'
  const isNewest = until !== null && gap.start >= until
  if (state === 'failing') return `it could not be read${problem ? `: ${problem}` : '.'}`
  if (isNewest) return 'it is not read yet; the console is catching up.'
  if (from === null || gap.start < from)
    return 'it is older than what was read so far; the console reads on, backwards.'
  return 'it is not read yet; its turn comes.'
}

// No more of them are counted.
const mostWithoutDetails = 1000

const details: readonly [name: string, isAsked: (filters: CallFilters) => boolean][] = [
  ['country', ({ country }) => country.length > 0],
  ['SIP code', ({ sipCode }) => sipCode.length > 0],
  ['emergency', ({ emergency }) => emergency],
  ['forwarding', ({ forwarded }) => forwarded],
]

/** How many calls a search cannot find yet because it asks for their details, as a sentence; empty where there are none. */
export function withoutDetailsText(count: number, filters: CallFilters): string {
  if (count === 0) return ''
  const asked = details.filter(([, isAsked]) => isAsked(filters)).map(([name]) => name)
  const by = asked.length === 0 ? 'this search' : `a search by ${listText(asked)}`
  if (count === 1) return `1 of the newest calls has no details yet: ${by} does not find it.`
  const many = `${numberText(count)}${count >= mostWithoutDetails ? ' or more' : ''}`
  return `${many} of the newest calls have no details yet: ${by} does not find them.`
}

/** What a search lacks in the archive, for a file of it; empty where it has everything. It begins with a figure, so it may follow a colon. */
export function lackText({ missing, withoutDetails }: SearchCoverage, filters: CallFilters): string {
  const are = missing.length === 1 ? 'is' : 'are'
  const stretches =
    missing.length === 0
      ? ''
      : `${countText(missing.length, 'stretch', 'stretches')} of this window ${are} missing.`
  return [stretches, withoutDetailsText(withoutDetails, filters)].filter(Boolean).join(' ')
}
