import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An object as the sandbox itself answers it. */
export type RawObject = Record<string, unknown>

/** One line of the sandbox's request log, as far as tests read it. */
export interface VendorRequest {
  id: number
  method: string
  path: string
  status: number | null
  startedAt: string
  durationMs: number | null
}

/** The sandbox as another program sees it, the console left out: what is stored, and its control interface. */
export async function vendorSide({ sandboxUrl, dataDir }: { sandboxUrl: string; dataDir: string }) {
  const key = JSON.parse(readFileSync(join(dataDir, 'sandbox-key.json'), 'utf8'))
  const answer = await fetch(`${sandboxUrl}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${key.keyId}:${key.keySecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = await answer.json()

  async function control<Body = unknown>(method: string, path: string, body?: unknown): Promise<Body> {
    const done = await fetch(`${sandboxUrl}/__sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!done.ok) throw new Error(`${method} ${path}: ${done.status} ${await done.text()}`)
    return await done.json()
  }

  async function call(method: string, path: string, body?: RawObject): Promise<RawObject> {
    const done = await fetch(`${sandboxUrl}/v1/projects/sandbox/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!done.ok) throw new Error(`${method} ${path}: ${done.status} ${await done.text()}`)
    return await done.json()
  }

  return {
    control,
    /** An object with every field the sandbox has for it, those included that the console does not know. */
    read: (path: string) => call('GET', path),
    /** Writes as another client of the vendor does. */
    write: call,
    /** Changes an object behind the console's back. */
    change: (path: string, fields: RawObject) => control('PUT', `objects/${path}`, fields),
    fault: (rule: object) => control('POST', 'faults', rule),
    /** The requests that an action made the console send. */
    async requestsOf(action: () => Promise<unknown>): Promise<VendorRequest[]> {
      await control('DELETE', 'requests')
      await action()
      return (await control<{ requests: VendorRequest[] }>('GET', 'requests')).requests
    },
  }
}
