import { contractViolations, findOperation } from './openapi-validator'
import type { Fields } from './store'
import type { StartedSandbox } from './testing'

/** An answer of the sandbox as a test looks at it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The JSON object of the answer; empty when there is none. */
  readonly json: Fields
}

/** A client of the sandbox for its own tests, which holds every exchange against the written contract. */
export interface TestingClient {
  /** Sends to `/v1/projects/sandbox{path}`; fails when the exchange breaks the contract. */
  send(method: string, path: string, body?: unknown): Promise<Answer>
  /** The same without looking at the contract, for other dialects. */
  sendLoosely(method: string, path: string, body?: unknown): Promise<Answer>
  /** The operations of the contract that were used successfully. */
  readonly used: ReadonlySet<string>
}

/** The `Authorization` header of the key. */
export function basic({ keyId, keySecret }: Pick<StartedSandbox, 'keyId' | 'keySecret'>): string {
  return `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`
}

/** Gets a token as a client of the vendor would. */
export async function fetchToken(sandbox: StartedSandbox): Promise<string> {
  const answer = await fetch(`${sandbox.url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: basic(sandbox), 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  })
  const { access_token: token }: Record<string, unknown> = await answer.json()
  if (typeof token !== 'string') throw new Error(`no token: ${answer.status}`)
  return token
}

/** A client with the key of the sandbox. */
export function testingClient(sandbox: StartedSandbox, authorization = basic(sandbox)): TestingClient {
  const used = new Set<string>()
  async function exchange(strict: boolean, method: string, path: string, body?: unknown): Promise<Answer> {
    const target = `/v1/projects/${sandbox.projectId}${path}`
    const response = await fetch(`${sandbox.url}${target}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    const json: Fields = isJson ? JSON.parse(text) : {}
    const { status, headers } = response
    if (strict) {
      const contentType = headers.get('content-type')
      const responseBody: unknown = isJson ? json : text === '' ? undefined : text
      const problems = contractViolations({
        method,
        target,
        requestBody: body,
        status,
        contentType,
        responseBody,
      })
      if (problems.length > 0) throw new Error(`${method} ${target}\n${problems.join('\n')}\n${text}`)
      const operation = findOperation(method, target)
      if (operation && status < 300) used.add(operation.id)
    }
    return { status, headers, text, json }
  }
  return {
    send: (method, path, body) => exchange(true, method, path, body),
    sendLoosely: (method, path, body) => exchange(false, method, path, body),
    used,
  }
}

/** The items of a list in an answer, whatever they are. */
export function listOf(answer: Answer, key: string): Fields[] {
  const list = answer.json[key]
  if (!Array.isArray(list)) throw new Error(`no list ${key} in ${answer.text}`)
  return list
}
