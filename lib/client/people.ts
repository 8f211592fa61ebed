import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Role } from '@/lib/roles'
import { api, pathOf } from './api'

/** A person who signs in here. */
export interface User {
  id: string
  email: string
  role: Role
  disabled: boolean
  createdAt: string
  updatedAt: string
  etag: string
}

/** One of the reader's own sessions, named by a short name. */
export interface OwnSession {
  id: string
  createdAt: string
  lastSeenAt: string
  address: string
  userAgent: string
  current: boolean
}

/** All users; admins only. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await api<{ items: User[] }>('GET', '/api/users', { signal })).items,
})

/** The reader's own sessions. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) =>
    (await api<{ items: OwnSession[] }>('GET', '/api/sessions', { signal })).items,
})

function useWrite<Input, Output>(collection: 'users' | 'sessions', write: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSettled: () => client.invalidateQueries({ queryKey: [collection] }),
  })
}

/** Adds a person with a first password. */
export function useCreateUser() {
  return useWrite('users', (body: { email: string; password: string; role: Role }) =>
    api<User>('POST', '/api/users', { body }),
  )
}

/** Changes role, access or password; it takes effect on that person's next request. */
export function useChangeUser() {
  return useWrite(
    'users',
    ({ id, etag, ...body }: { id: string; etag: string; role: Role; disabled: boolean; password?: string }) =>
      api<User>('PUT', `/api${pathOf('users', id)}`, { body, ifMatch: etag }),
  )
}

/** Removes a person; what they did stays on record. */
export function useRemoveUser() {
  return useWrite('users', ({ id, etag }: { id: string; etag: string }) =>
    api<undefined>('DELETE', `/api${pathOf('users', id)}`, { ifMatch: etag }),
  )
}

/** Ends one of the reader's own sessions at once. */
export function useEndSession() {
  return useWrite('sessions', (id: string) => api<undefined>('DELETE', `/api${pathOf('sessions', id)}`))
}
