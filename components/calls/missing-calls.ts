import type { CallGap, SearchCoverage } from '@/lib/rules/call-history'

/** Why a stretch is missing, as the end of a sentence. */
export function whyMissing(gap: CallGap, { state, problem, until, from }: SearchCoverage): string {
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
