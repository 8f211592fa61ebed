import type { IncomingHttpHeaders } from 'node:http'
import { isRecord } from './store'

const capacity = 20_000
const longestBody = 20_000
const hiddenHeaders = new Set(['authorization', 'cookie'])

/** One request the sandbox received, less every secret; `status` is null while or when nothing was answered. */
export interface LoggedRequest {
  readonly id: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly startedAt: string
  readonly status: number | null
  readonly durationMs: number | null
  /** The faults it met. */
  readonly faults: readonly string[]
  /** Whether the service carried it out. */
  readonly executed: boolean
}

type Entry = { -readonly [Field in keyof LoggedRequest]: LoggedRequest[Field] }

/** The last requests the sandbox received, oldest first. */
export class RequestLog {
  private entries: Entry[] = []
  private first = 0
  private lastId = 0

  begin(request: Request, headers: IncomingHttpHeaders, body: string): Entry {
    const { pathname, search } = new URL(request.url)
    const entry: Entry = {
      id: (this.lastId += 1),
      method: request.method,
      path: pathname,
      query: search.slice(1),
      headers: visibleHeaders(headers),
      body: visibleBody(body),
      startedAt: new Date().toISOString(),
      status: null,
      durationMs: null,
      faults: [],
      executed: false,
    }
    this.entries.push(entry)
    if (this.entries.length - this.first > capacity) this.first += 1
    // Dropping one by one from the front of an array would cost its length each time.
    if (this.first > capacity) {
      this.entries = this.entries.slice(this.first)
      this.first = 0
    }
    return entry
  }

  /** The requests after the one with that id. */
  list(since = 0): readonly LoggedRequest[] {
    return this.entries.slice(this.first).filter((entry) => entry.id > since)
  }

  clear(): void {
    this.entries = []
    this.first = 0
  }
}

function visibleHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const visible: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    visible[name] = hiddenHeaders.has(name) ? '[hidden]' : String(value)
  return visible
}

function visibleBody(body: string): unknown {
  if (body === '') return null
  try {
    return withoutSecrets(JSON.parse(body))
  } catch {
    return body.replace(/((?:password|secret)[^=:&]*[=:])[^&\s]*/gi, '$1[hidden]').slice(0, longestBody)
  }
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      /password|secret/i.test(name) ? '[hidden]' : withoutSecrets(inner),
    ]),
  )
}
