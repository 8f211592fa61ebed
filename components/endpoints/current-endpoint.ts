import { ApiError } from '@/lib/errors'

/** What a refused write says of the endpoint as it is now: all that a page without the schemas has to know of it. */
export function currentOf(
  error: unknown,
): { priority: number | null; enabled: boolean; etag: string } | undefined {
  if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') return undefined
  const { current } = error.details
  if (typeof current !== 'object' || current === null || !('etag' in current)) return undefined
  return {
    priority: 'priority' in current && typeof current.priority === 'number' ? current.priority : null,
    enabled: 'enabled' in current && current.enabled === true,
    etag: String(current.etag),
  }
}
