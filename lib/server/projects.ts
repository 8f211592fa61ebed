import 'server-only'
import { z } from 'zod'
import { prepared } from '@/lib/database/prepared'
import { ApiError } from '@/lib/errors'
import { required } from '@/lib/resources/fields'
import { env } from './env'
import { assertUnchanged } from './if-match'
import { seal } from './secrets'
import { after, type Soon } from './soon'
import { database } from './storage'

/** Where a project's calls go: the vendor's hosts, or the sandbox beside the console. */
export type Upstream = 'sinch' | 'sandbox'

/** A row of `projects`. `sealedSecret` never leaves the server. */
export interface StoredProject {
  id: string
  name: string
  upstream: Upstream
  keyId: string
  sealedSecret: string
  tokenOrigin: string
  createdAt: number
  updatedAt: number
  version: number
}

const keyId = required('The key id', 128).regex(/^[!-~]+$/, 'The key id has characters that no key id has.')
const keySecret = required('The key secret', 256).regex(
  /^[!-~]+$/,
  'The key secret has characters that no key secret has.',
)

/** What a person enters to add a project. The secret is sealed at once and never shown again. */
export const projectInput = z.object({
  name: required('The name', 80),
  upstream: z.enum(['sinch', 'sandbox'], 'Choose where this project lives.'),
  projectId: required('The project id', 64).regex(
    /^[A-Za-z0-9_-]+$/,
    'A project id has letters, digits, hyphens and underscores only.',
  ),
  keyId,
  keySecret,
})

/** The only field of a project that can be edited; its id and upstream are fixed for good. */
export const projectNameInput = z.object({ name: required('The name', 80) })

/** A new access key for a project. */
export const projectKeyInput = z.object({ keyId, keySecret })

/** Asks for a key to be stored although nobody could ask the vendor whether it is right. */
export const untestedKey = { skipTest: z.boolean().default(false) }

/** The origins that serve an upstream; they come from the server's configuration alone. */
export function upstreamOrigins(upstream: Upstream): { estUrl: string; authUrl: string; numbersUrl: string } {
  const { EST_API_URL, EST_AUTH_URL, NUMBERS_API_URL, SANDBOX_URL } = env()
  if (upstream === 'sandbox') return { estUrl: SANDBOX_URL, authUrl: SANDBOX_URL, numbersUrl: SANDBOX_URL }
  return { estUrl: EST_API_URL, authUrl: EST_AUTH_URL, numbersUrl: NUMBERS_API_URL }
}

/** What binds a sealed key secret to its row and to the host that it may be sent to. */
export function secretContext(projectId: string, tokenOrigin: string) {
  return { table: 'projects', row: projectId, column: 'sealedSecret', bind: tokenOrigin }
}

/** A project as the API shows it. */
export function publicProject(project: StoredProject) {
  const { id, name, upstream, keyId: key, createdAt, updatedAt } = project
  return {
    id,
    name,
    upstream,
    keyId: key,
    // A changed token host makes the stored secret unusable until it is entered again.
    keyUsable: project.tokenOrigin === upstreamOrigins(upstream).authUrl,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    etag: projectEtag(project),
  }
}

/** The entity tag of a project row; a project that was removed and added again gets none of the tags it had before. */
export function projectEtag(project: StoredProject): string {
  return `"p${project.createdAt.toString(36)}.${project.version}"`
}

/** All projects by name. */
export async function listProjects(): Promise<StoredProject[]> {
  const { db } = await database()
  return await db.selectFrom('projects').selectAll().orderBy('name').orderBy('id').execute()
}

const projectRow = prepared((db, id) => db.selectFrom('projects').selectAll().where('id', '=', id))

/** One project by the vendor's id. Throws `not_found`. */
export function findProject(projectId: string): Soon<StoredProject> {
  return after(
    after(database(), (opened) => projectRow(opened, projectId)),
    (project) => {
      if (!project) throw new ApiError('not_found', 'There is no such project in this console.')
      return project
    },
  )
}

/** Adds a project. Throws `conflict` when its id exists. */
export async function createProject(input: z.output<typeof projectInput>): Promise<StoredProject> {
  const { db } = await database()
  const now = Date.now()
  const tokenOrigin = upstreamOrigins(input.upstream).authUrl
  const project: StoredProject = {
    id: input.projectId,
    name: input.name,
    upstream: input.upstream,
    keyId: input.keyId,
    sealedSecret: await seal(secretContext(input.projectId, tokenOrigin), input.keySecret),
    tokenOrigin,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
  const inserted = await db
    .insertInto('projects')
    .values(project)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    throw new ApiError('conflict', 'A project with this id is in this console already.', {
      fields: { projectId: 'This project id is in use already.' },
    })
  }
  return project
}

type Change = Partial<Pick<StoredProject, 'name' | 'keyId' | 'sealedSecret' | 'tokenOrigin'>>

/** Writes fields of a project if it is still at the given tag. Throws `changed_meanwhile` otherwise. */
export async function changeProject(
  project: StoredProject,
  ifMatch: string,
  change: Change,
): Promise<StoredProject> {
  const { db } = await database()
  assertUnchanged(ifMatch, projectEtag(project), publicProject(project))
  const next = { ...project, ...change, updatedAt: Date.now(), version: project.version + 1 }
  const result = await db
    .updateTable('projects')
    .set(next)
    .where('id', '=', project.id)
    .where('version', '=', project.version)
    .where('createdAt', '=', project.createdAt)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) await refuseChanged(project, ifMatch)
  return next
}

/** The row moved on between its reading and its writing: says so with the project as it is now. */
async function refuseChanged(project: StoredProject, ifMatch: string): Promise<never> {
  const current = await findProject(project.id)
  assertUnchanged(ifMatch, projectEtag(current), publicProject(current))
  throw new Error('the project has not changed, yet it could not be written')
}

/** Replaces the access key; the old secret is overwritten. */
export async function replaceProjectKey(
  project: StoredProject,
  ifMatch: string,
  key: z.output<typeof projectKeyInput>,
): Promise<StoredProject> {
  const tokenOrigin = upstreamOrigins(project.upstream).authUrl
  const sealedSecret = await seal(secretContext(project.id, tokenOrigin), key.keySecret)
  return await changeProject(project, ifMatch, { keyId: key.keyId, sealedSecret, tokenOrigin })
}

/** Removes a project and its secret; its audit stays. */
export async function removeProject(project: StoredProject, ifMatch: string): Promise<void> {
  const { db } = await database()
  assertUnchanged(ifMatch, projectEtag(project), publicProject(project))
  const result = await db
    .deleteFrom('projects')
    .where('id', '=', project.id)
    .where('version', '=', project.version)
    .where('createdAt', '=', project.createdAt)
    .executeTakeFirst()
  if (result.numDeletedRows === 0n) await refuseChanged(project, ifMatch)
}
