import 'server-only'
import { z } from 'zod'
import { mostProjectIds, projectIdPattern, projectIdProblem } from '@/lib/rules/project-ids'
import { assertTimeToWrite } from './deadline'
import type { RouteContext } from './route'
import { estClient } from './upstream'

/** Ids of projects to enable for EST; the same id twice counts once. */
export const addProjectsInput = z.object({
  projectIds: z
    .array(z.string().trim().regex(projectIdPattern, projectIdProblem))
    .min(1, 'Give the id of at least one project.')
    .max(mostProjectIds, `Enable ${mostProjectIds} projects at a time at most.`)
    .transform((ids) => [...new Set(ids)]),
})

/**
 * Enables projects for EST with the key of the project in the path. The vendor says which it added; those that it already knew, by its
 * own words ignored, are the rest. Not sent again when the answer was lost: a second answer would not name what the first one added.
 */
export async function enableProjects(
  { project, deadline, audit }: Pick<RouteContext<unknown>, 'project' | 'deadline' | 'audit'>,
  projectIds: readonly string[],
): Promise<{ addedProjects: string[]; knownProjects: string[] }> {
  audit.describe({ target: projectIds.join(', ') })
  const client = (await estClient(project)).until(deadline)
  assertTimeToWrite(deadline)
  const addedProjects = await client.addProjects(projectIds)
  const knownProjects = projectIds.filter((id) => !addedProjects.includes(id))
  if (knownProjects.length > 0) audit.describe({ note: `enabled already: ${knownProjects.join(', ')}` })
  return { addedProjects, knownProjects }
}
