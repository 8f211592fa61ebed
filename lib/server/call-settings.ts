import 'server-only'
import { z } from 'zod'
import type { CallCoverage } from '@/lib/rules/call-history'
import type { AuditTrail } from './audit'
import { archiveKey, callArchive } from './call-archive'
import { readCallCoverage } from './call-coverage'
import type { StoredProject } from './projects'

const message = 'Keep calls for 1 to 3,650 days, or for ever.'

/** What an admin decides about the archive of a project. */
export const archiveSettings = z.object({
  keepDays: z.number(message).int(message).min(1, message).max(3_650, message).nullable(),
})

/** Changes for how long calls are kept; older ones are deleted in the background from then on. */
export async function changeArchiveSettings(
  project: StoredProject,
  { keepDays }: z.output<typeof archiveSettings>,
  audit: AuditTrail,
): Promise<CallCoverage> {
  const before = await readCallCoverage(project)
  audit.describe({ target: project.id, before: { keepDays: before.keepDays } })
  await (await callArchive()).write('setKeepDays', { projectId: archiveKey(project), keepDays })
  return await readCallCoverage(project)
}
