import type { Route } from 'next'
import type { LinkedKind } from '@/lib/client/links'
import { projectPath } from '@/lib/client/page-path'
import { listKinds } from './list-kinds'

/** The page that creates a list and links it to this trunk. */
export function createPath(projectId: string, trunkId: string, kind: LinkedKind): Route {
  const search = new URLSearchParams({ create: '1', linkTo: trunkId })
  // A path with a query is no route of its own.
  return `${projectPath(projectId, listKinds[kind].pages)}?${search.toString()}` as Route
}
