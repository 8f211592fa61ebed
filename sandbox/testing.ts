import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { LimitSettings } from './limits'
import type { Dialect } from './dialect'
import { createSandbox } from './server'
import { prepare, seedDemonstration } from './seed'
import { sandboxControl, type SandboxControl } from './testing-control'
import type { BucketSize } from './token-bucket'
import type { RateLimit } from './limits'

/** What a test may ask of its sandbox. */
export interface StartOptions {
  /** The demonstration: true with 500 calls, or with so many calls; left out, an empty project. */
  readonly seed?: boolean | number
  readonly dialect?: Partial<Dialect>
  /** A limit on EST and Numbers requests; none unless given. */
  readonly rateLimit?: RateLimit
  /** The bucket at the token endpoint: the vendor's unless given, none when false. */
  readonly authBucket?: BucketSize | false
  /** How long assigning a number takes. */
  readonly provisioningDelayMs?: number
  /** A SQLite file, for tests of what survives; in memory unless given. */
  readonly file?: string
  /** The secret of the key, for tests that start the same sandbox twice. */
  readonly keySecret?: string
}

/** A running sandbox of a test. */
export interface StartedSandbox {
  readonly url: string
  readonly projectId: string
  readonly keyId: string
  readonly keySecret: string
  readonly control: SandboxControl
  close(): Promise<void>
}

/** Starts a real sandbox in this process, on a port of its own. */
export async function startSandbox(options: StartOptions = {}): Promise<StartedSandbox> {
  const keySecret = options.keySecret ?? randomBytes(18).toString('base64url')
  const key = { projectId: 'sandbox', keyId: 'test-key', keySecret }
  const sandbox = createSandbox({
    key,
    limits: readLimits(options),
    ...(options.file === undefined ? {} : { file: options.file }),
    ...(options.dialect === undefined ? {} : { dialect: options.dialect }),
    ...(options.provisioningDelayMs === undefined
      ? {}
      : { provisioningDelayMs: options.provisioningDelayMs }),
  })
  const { context } = sandbox.state
  prepare(context)
  if (options.seed !== undefined && options.seed !== false) {
    await seedDemonstration(context, options.seed === true ? 500 : options.seed)
  }
  sandbox.server.listen(0, '127.0.0.1')
  await once(sandbox.server, 'listening')
  const address = sandbox.server.address()
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port')
  const url = `http://127.0.0.1:${address.port}`
  return { url, ...key, control: sandboxControl(url), close: () => sandbox.close() }
}

function readLimits({ rateLimit, authBucket }: StartOptions): LimitSettings {
  return {
    ...(rateLimit === undefined ? {} : { est: rateLimit }),
    ...(authBucket === undefined ? {} : { auth: authBucket === false ? null : authBucket }),
  }
}
