import { startSandbox } from '../../sandbox/testing'
import { createEstClient, type EstClient } from './client'
import { createEstShared, type EstLogEvent, type EstShared, type EstSharedOptions } from './shared'

/** A sandbox with a client whose waits take no time. */
export interface Fixture {
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>
  readonly client: EstClient
  readonly shared: EstShared
  readonly events: EstLogEvent[]
  /** The waits that the client asked for, in milliseconds. */
  readonly waits: number[]
  /** A client of the same sandbox; without `shared` one that knows nothing yet. */
  another(options?: { keySecret?: string; estUrl?: string; authUrl?: string; shared?: EstShared }): EstClient
  /** A shared state of its own, closed with the fixture. */
  fresh(options?: EstSharedOptions): EstShared
  /** `METHOD /path` of each EST and Numbers request since the last call, without the project's prefix. */
  sent(): Promise<string[]>
  /** How often a token was asked for since the last call of `sent`. */
  tokenCalls(): Promise<number>
  close(): Promise<void>
}

/** Starts a sandbox for the tests of one file. */
export async function startFixture(options: Parameters<typeof startSandbox>[0] = {}): Promise<Fixture> {
  const sandbox = await startSandbox({ authBucket: false, ...options })
  const open: EstShared[] = []
  const waits: number[] = []
  const events: EstLogEvent[] = []

  function fresh(replaced: EstSharedOptions = {}): EstShared {
    const shared = createEstShared({
      random: () => 0.5,
      sleep: async (ms) => {
        waits.push(ms)
      },
      log: (event) => events.push(event),
      ...replaced,
    })
    open.push(shared)
    return shared
  }

  const shared = fresh()
  const { url, projectId, keyId, keySecret } = sandbox
  const another: Fixture['another'] = (replaced = {}) =>
    createEstClient(
      {
        projectId,
        keyId,
        keySecret: replaced.keySecret ?? keySecret,
        estUrl: replaced.estUrl ?? url,
        authUrl: replaced.authUrl ?? url,
        numbersUrl: replaced.estUrl ?? url,
      },
      replaced.shared ?? fresh(),
    )

  return {
    sandbox,
    shared,
    events,
    waits,
    fresh,
    another,
    client: another({ shared }),
    async sent() {
      const requests = await sandbox.control.requests()
      await sandbox.control.clearRequests()
      return requests
        .filter(({ path }) => path.startsWith('/v1/'))
        .map(({ method, path }) => `${method} ${path.replace(`/v1/projects/${projectId}`, '')}`)
    },
    async tokenCalls() {
      const requests = await sandbox.control.requests()
      return requests.filter(({ path }) => path === '/oauth2/token').length
    },
    async close() {
      await Promise.all(open.map((state) => state.close()))
      await sandbox.close()
    },
  }
}
