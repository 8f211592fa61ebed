import 'server-only'
import { etagOf } from '@/lib/est/etag'
import type { EntityOf, Resource } from '@/lib/resources/define'
import type { AuditTrail } from './audit'
import { withoutSecrets } from './audit-record'
import { foreignFields, type Witnessed } from './overwrite-witness'
import { presented } from './resource-lists'

/** An object as its own answer, with its tag. */
export function tagged<R extends Resource>(resource: R, object: EntityOf<R>, status = 200): Response {
  const { etag, ...entity } = presented(resource, object)
  return Response.json(entity, { status, headers: { etag } })
}

/**
 * Reads back what was written. Between our compare and our write another writer may have come through: the vendor has no conditional
 * writes. Where the object then differs from what was sent, or a change was seen that our write has replaced, the answer and the audit row
 * say so; the row also has what the other one had written.
 */
export async function verified<R extends Resource>(
  resource: R,
  { saved, overwritten }: Witnessed<R>,
  wanted: EntityOf<R>,
  audit: AuditTrail,
  read: () => Promise<EntityOf<R>>,
): Promise<Response> {
  const now = await read().catch(() => saved)
  const response = tagged(resource, now)
  const notes: string[] = []
  if (etagOf(resource, now) !== etagOf(resource, wanted)) {
    response.headers.set('x-differs-from-sent', 'true')
    notes.push('the object differs from what was sent: someone else wrote it at the same moment')
  }
  // A field that has since come to be what the other one wrote is not lost.
  const lost = foreignFields(resource, now, now, { ...now, ...overwritten })
  if (Object.keys(lost).length > 0) {
    const known = Object.keys(lost).filter((name) => name in resource.entity.shape)
    response.headers.set('x-overwrote', known.join(', ') || 'fields the console does not know')
    notes.push(
      `this replaced what someone else wrote at the same moment: ${JSON.stringify(withoutSecrets(lost))}`,
    )
  }
  if (notes.length > 0) audit.describe({ note: notes.join('; ') })
  return response
}
