import { projectApiPath, request } from '@/lib/client/api'
import { ApiError } from '@/lib/errors'
import type { Country } from './country'

/** `same`: it was so already, by somebody else's hand. */
export type Change = 'changed' | 'same'

/**
 * Enables or blocks one country on the condition that it still is what was seen. That somebody else has meanwhile done the same is no
 * failure. With `afresh` it is read first, for another try after a refusal.
 */
export async function changeCountry(
  projectId: string,
  { isoCode, etag }: Country,
  enabled: boolean,
  afresh: boolean,
): Promise<Change> {
  const path = projectApiPath(projectId, 'countryPermissions', isoCode)
  let ifMatch = etag
  if (afresh) {
    const now = await request<Country>('GET', path)
    if (now.body.enabled === enabled) return 'same'
    ifMatch = now.etag ?? etag
  }
  try {
    await request<Country>('PUT', path, { body: { enabled }, ifMatch })
    return 'changed'
  } catch (error) {
    if (isSoAlready(error, enabled)) return 'same'
    throw error
  }
}

/** True when a change was refused because somebody else had made the very same one. */
export function isSoAlready(error: unknown, enabled: boolean): boolean {
  if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') return false
  const { current } = error.details
  return (
    typeof current === 'object' && current !== null && 'enabled' in current && current.enabled === enabled
  )
}
