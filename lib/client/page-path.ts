import type { Route } from 'next'
import { pathOf } from './api'

/** The address of a page of a project, e.g. `projectPath('p1', 'trunks', id)`; each part is encoded. */
export function projectPath(projectId: string, ...parts: readonly string[]): Route {
  // Typed routes know the patterns; parts that come from data cannot be checked against them.
  return pathOf('projects', projectId, ...parts) as Route
}
