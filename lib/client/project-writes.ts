import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { api, projectApiPath } from './api'

import type { Project } from './projects'

/** What has to be entered to add a project. */
export interface NewProject {
  name: string
  upstream: Project['upstream']
  projectId: string
  keyId: string
  keySecret: string
  /** Stores the key although the vendor could not be asked whether it is right. */
  skipTest: boolean
}

/** What "Test connection" found, step by step. */
export interface ConnectionTest {
  ok: boolean
  steps: { name: 'token' | 'trunks'; ok: boolean; message: string }[]
}

function useProjectWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: write,
    onSettled: () => {
      // The router remembers pages, also that there was none for a project that is there now.
      router.refresh()
      // The key of all projects is the prefix of everything in them: a new key may change what every list answers.
      return client.invalidateQueries({ queryKey: ['projects'] })
    },
  })
}

/** Adds a project. */
export function useCreateProject() {
  return useProjectWrite((body: NewProject) => api<Project>('POST', '/api/projects', { body }))
}

/** Renames a project; nothing else of it can be edited. */
export function useRenameProject() {
  return useProjectWrite(({ id, etag, name }: { id: string; etag: string; name: string }) =>
    api<Project>('PUT', projectApiPath(id), { body: { name }, ifMatch: etag }),
  )
}

/** Stores a new access key for a project. */
export function useReplaceKey() {
  return useProjectWrite(
    ({
      id,
      etag,
      ...body
    }: { id: string; etag: string } & Pick<NewProject, 'keyId' | 'keySecret' | 'skipTest'>) =>
      api<Project>('PUT', projectApiPath(id, 'key'), { body, ifMatch: etag }),
  )
}

/** Removes a project and its stored key from the console; nothing changes at the vendor. */
export function useRemoveProject() {
  return useProjectWrite(({ id, etag }: { id: string; etag: string }) =>
    api<undefined>('DELETE', projectApiPath(id), { ifMatch: etag }),
  )
}

/** What came of enabling further projects. */
export interface EnabledProjects {
  addedProjects: string[]
  /** Enabled already, and left as they are. */
  knownProjects: string[]
}

/** Enables further projects for SIP trunking at the vendor, with the key of the project `id`. */
export function useEnableProjects() {
  return useProjectWrite(({ id, projectIds }: { id: string; projectIds: readonly string[] }) =>
    api<EnabledProjects>('POST', projectApiPath(id, 'addProjects'), { body: { projectIds } }),
  )
}

/** Fetches a token and one page of trunks with the stored key, and says what failed. */
export function testConnection(id: string): Promise<ConnectionTest> {
  return api<ConnectionTest>('POST', projectApiPath(id, 'test'))
}
