import type { ArchivedCall } from '@/lib/rules/call-history'

/** True for the records of a forwarded call: the one that was forwarded, and the ones that it was forwarded by. */
export function isForwarded(call: Pick<ArchivedCall, 'hasChildren' | 'parentId' | 'relationship'>): boolean {
  return call.hasChildren || call.parentId !== '' || !['', 'initial'].includes(call.relationship)
}
