import type { CallTable } from '@/lib/database/archive-schema'
import type { Archive } from './archive'

/** One call and the other records of the same forwarded call; null when the archive has no such call. */
export async function findCall(
  { db, words }: Archive,
  { projectId, callId }: { projectId: string; callId: string },
): Promise<{ call: CallTable; legs: CallTable[] } | null> {
  const project = await words.find(db, 'project', projectId)
  if (project === undefined) return null
  const calls = db.selectFrom('calls').selectAll().where('project', '=', project)
  const call = await calls.where('callId', '=', callId).executeTakeFirst()
  if (!call) return null
  if (call.forwarded === 0 || call.groupId === '') return { call, legs: [] }
  const group = await calls
    .where('forwarded', '=', 1)
    .where('groupId', '=', call.groupId)
    .orderBy('id')
    .limit(50)
    .execute()
  return { call, legs: group.filter((leg) => leg.callId !== callId) }
}
