import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { ApiError } from '@/lib/errors'
import { hasRole, type Role } from '@/lib/roles'
import { findProject, listProjects as storedProjects, publicProject } from './projects'
import { currentSession, safeReturnPath, type Session } from './session'

/** The session of the person who asks for this page; without one, or with too low a role, the page is not rendered. */
export async function requireSession(role: Role = 'viewer'): Promise<Session> {
  const session = await currentSession()
  if (!session) {
    const path = safeReturnPath((await headers()).get('x-page-path') ?? '/')
    redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)
  }
  if (!hasRole(session.user.role, role)) notFound()
  return session
}

/** The nonce that this page's scripts and style elements must carry; empty when no proxy ran. */
export async function requestNonce(): Promise<string> {
  return (await headers()).get('x-nonce') ?? ''
}

/** A project as pages show it. */
export type PageProject = ReturnType<typeof publicProject>

/** All projects, for the switcher. Call `requireSession` first. */
export async function listProjects(): Promise<PageProject[]> {
  return (await storedProjects()).map(publicProject)
}

/** The project of a page's path, or the not-found page. Call `requireSession` first. */
export async function requireProject(projectId: string): Promise<PageProject> {
  try {
    return publicProject(await findProject(projectId))
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') notFound()
    throw error
  }
}
