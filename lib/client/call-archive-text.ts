import type { CallCoverage } from '@/lib/rules/call-history'

/** How far the archive is behind the present, e.g. "14 s behind"; empty before anything was read. */
export function lagText(seconds: number | null): string {
  if (seconds === null) return ''
  if (seconds < 2) return 'up to now'
  if (seconds < 120) return `${Math.round(seconds)} s behind`
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min behind`
  if (seconds < 2 * 86_400) return `${Math.round(seconds / 3600)} h behind`
  return `${Math.round(seconds / 86_400)} days behind`
}

/** How many stretches are missing between the ends of the archive, e.g. "no gaps", "2 gaps". */
export function gapsText({ gaps }: Pick<CallCoverage, 'gaps'>): string {
  if (gaps.length === 0) return 'no gaps'
  // The list is cut off at a hundred.
  if (gaps.length >= 100) return '100 gaps or more'
  return gaps.length === 1 ? '1 gap' : `${gaps.length} gaps`
}
