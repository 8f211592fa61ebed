import 'server-only'
import { notAskedLive } from '@/lib/rules/live-filters'
import { readSearchCoverage } from './call-coverage'
import type { CallSearch } from './call-search'
import type { StoredProject } from './projects'

const mostStretches = 5

/**
 * What the last row of a file says of calls that it does not hold though they happened, or holds though they were not asked for; empty
 * when there is nothing to say. Times are UTC, as in the file.
 */
export async function exportNote(project: StoredProject, search: CallSearch): Promise<string> {
  if (search.source === 'live') {
    const left = notAskedLive(search)
    return left.length === 0
      ? ''
      : `Sinch cannot be asked for ${left.join(', ')}: calls are among these that do not match.`
  }
  const { missing, withoutDetails } = await readSearchCoverage(project, search)
  const sentences: string[] = []
  if (missing.length > 0) {
    const stretches = missing.slice(0, mostStretches).map(({ start, end }) => `${start} to ${end}`)
    const more = missing.length - stretches.length
    const rest = more > 0 ? ` and ${more} more` : ''
    sentences.push(`The archive lacks a part of what was asked for: ${stretches.join(', ')}${rest}.`)
  }
  if (withoutDetails > 0)
    sentences.push(
      `Calls without details were not looked at: ${withoutDetails}. They come a few minutes after a call.`,
    )
  return sentences.join(' ')
}
