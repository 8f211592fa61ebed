import 'server-only'
import { ApiError } from '@/lib/errors'

/** The entity tag a conditional write must carry. Throws `precondition_required` when it is missing. */
export function requiredIfMatch(request: Request): string {
  const tag = request.headers.get('if-match')?.trim()
  if (!tag || tag === '*') {
    throw new ApiError(
      'precondition_required',
      'Send If-Match with the etag of the object as you last read it.',
    )
  }
  return tag.replace(/^W\//, '')
}

/** Refuses a write whose tag is no longer the current one, handing over the current object. */
export function assertUnchanged(given: string, actual: string, current: object): void {
  if (given === actual) return
  throw new ApiError('changed_meanwhile', 'This was changed by someone else since you opened it.', {
    current: { ...current, etag: actual },
  })
}
