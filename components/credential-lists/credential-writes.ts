import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { NewCredential } from '@/components/forms/new-passwords-dialog'
import { api, pathOf, request } from '@/lib/client/api'
import { linkLists } from '@/lib/client/links'
import { pollEvery } from '@/lib/client/poll'
import type { EntityOf } from '@/lib/resources/define'
import type { credentialLists } from '@/lib/resources/credential-lists'
import type { CredentialListUsage } from './credential-list-row'

const pollWhileExaminingMs = 3_000

/** What uses a credential list: asked anew for whoever opens the page, since the vendor's dashboard changes it as well. */
export function usageQuery(projectId: string, credentialListId: string) {
  const path = ['projects', projectId, 'credentialLists', credentialListId, 'usage']
  return queryOptions({
    queryKey: path,
    queryFn: ({ signal }) => api<CredentialListUsage>('GET', `/api${pathOf(...path)}`, { signal }),
    refetchInterval: (query) =>
      pollEvery((query.state.data?.unexamined ?? 0) > 0 ? pollWhileExaminingMs : undefined)(query),
  })
}

/**
 * The writes around passwords. They are plain functions and no mutations: a mutation keeps what it sent in memory for minutes after its
 * dialog is gone, and a password is to go with the dialog.
 */
export function useCredentialWrites(projectId: string) {
  const client = useQueryClient()
  const lists = ['projects', projectId, 'credentialLists']
  const refresh = async () => {
    const touched = ['credentialLists', 'trunks', 'overview', 'propagation']
    await Promise.all(
      touched.map((name) => client.invalidateQueries({ queryKey: ['projects', projectId, name] })),
    )
  }
  // Also after a failure: a write whose answer was lost may have happened. Nobody waits for it: passwords that were just set are to be
  // seen before a slow vendor has answered for the lists behind them.
  const writing = async <Result>(write: Promise<Result>): Promise<Result> => {
    try {
      return await write
    } finally {
      void refresh()
    }
  }
  const credentialPath = (listId: string, username: string) =>
    `/api${pathOf(...lists, listId, 'credentials', username)}`

  return {
    create: async (input: { name: string; credentials: NewCredential[] }) => {
      const made = request<EntityOf<typeof credentialLists>>('POST', `/api${pathOf(...lists)}`, {
        body: input,
      })
      return (await writing(made)).body
    },
    link: async (trunkId: string, listId: string) => {
      await writing(linkLists('credentialLists', projectId, trunkId, [listId]))
    },
    setPassword: async (listId: string, { username, password }: NewCredential) => {
      await writing(api('PUT', credentialPath(listId, username), { body: { password } }))
    },
    removeUser: async (listId: string, username: string) => {
      await writing(api('DELETE', credentialPath(listId, username)))
    },
  }
}
