import { ApiError } from '@/lib/errors'
import { reportReachable } from './reachability'
import { readSaveNotes, type SaveNotes } from './save-notes'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

interface Options {
  body?: unknown
  /** The entity tag of the object that is changed; the server refuses when it moved on. */
  ifMatch?: string
  signal?: AbortSignal
}

/** What the server sent: the JSON body (`undefined` for 204), the entity tag of the object in it, and what else became of a save. */
export interface Answer<T> {
  body: T
  etag: string | undefined
  notes: SaveNotes | undefined
  /** How old the body is, in seconds: more than 0 only where the vendor could not be read. */
  ageSeconds: number
}

let leaving = false

/** How a request to our own API gets there. */
export type Transport = (path: string, init: RequestInit) => Promise<Response>

let transport: Transport = (path, init) => fetch(path, init)

/** For the server, which has no address to ask: from now on requests go there by `next`. */
export function sendBy(next: Transport): void {
  transport = next
}

/** Sends a request to our own API; throws `ApiError` for every failure, the network included. `path` starts with `/api/`. */
export async function request<T>(method: Method, path: string, options: Options = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.ifMatch !== undefined) headers['If-Match'] = options.ifMatch
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  const response = await transport(path, { method, headers, body, signal: options.signal }).catch(
    (cause: unknown) => {
      if (options.signal?.aborted) throw cause
      reportReachable(false)
      throw unreachable(method, cause)
    },
  )
  reportReachable(true)
  const parsed: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined)
  if (!response.ok) {
    const error = ApiError.fromBody(parsed, response.status)
    // What somebody wrote is not to be lost with the page: after a write, the place that asked for it says what to do.
    if (error.code === 'unauthenticated' && method === 'GET') goToSignIn()
    throw error
  }
  // The shape is the server's contract, which its own tests hold; checking it again here would ship every schema to every page.
  const { headers: answered } = response
  return {
    body: parsed as T,
    etag: answered.get('etag') ?? undefined,
    notes: readSaveNotes(answered),
    ageSeconds: Number(answered.get('age') ?? 0),
  }
}

/** Like `request`, for callers that do not need the entity tag. */
export async function api<T>(method: Method, path: string, options?: Options): Promise<T> {
  return (await request<T>(method, path, options)).body
}

/** The path of a page or API route from raw parts, each one encoded. */
export function pathOf(...parts: readonly string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('')
}

function unreachable(method: Method, cause: unknown): ApiError {
  if (method === 'GET')
    return new ApiError('internal', 'The console did not answer. Check the connection and try again.', {
      cause,
    })
  return new ApiError(
    'internal',
    'The connection to the console broke, so this change may or may not have been made. Reload to see, then try again.',
    { cause, outcomeUnknown: true },
  )
}

// Several requests may find out at the same moment that the session has ended; one navigation is enough, and none
// while a form holds something that is not saved.
function goToSignIn() {
  if (leaving || typeof window === 'undefined' || document.querySelector('[data-unsaved]')) return
  leaving = true
  const here = window.location.pathname + window.location.search
  window.location.assign(`/sign-in?reason=ended&next=${encodeURIComponent(here)}`)
}

/** What a collection can be asked: text, order, page, and the filters of calls. */
export type ListSearch = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** The search of an address, with its question mark; empty for values that are all empty. */
export function searchText(search: ListSearch): string {
  const values = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue
    values.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = values.toString()
  return text ? `?${text}` : ''
}

/** The address of something of a project in the console's own API. */
export function projectApiPath(projectId: string, ...parts: string[]): string {
  return `/api${pathOf('projects', projectId, ...parts)}`
}
