import { ApiError, isGone } from '@/lib/errors'

/** The object as it is now, with its tag, where a save was refused because somebody else has changed it; `read` reads its fields. */
export function currentOf<Fields extends object>(
  error: unknown,
  read: (current: object) => Fields,
): (Fields & { etag: string }) | undefined {
  if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') return undefined
  const { current } = error.details
  if (typeof current !== 'object' || current === null || !('etag' in current)) return undefined
  return { ...read(current), etag: String(current.etag) }
}

/** What a form says when its object was deleted while it was open; every other refusal speaks for itself. `noun` as in "SIP trunk". */
export function explained(error: unknown, noun: string): unknown {
  if (!isGone(error)) return error
  const message = `This ${noun} was deleted meanwhile, so there is nothing left to save. What you typed stays here until you close this.`
  return new ApiError('not_found', message, { requestId: error.details.requestId })
}
