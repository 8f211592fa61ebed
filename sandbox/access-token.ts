import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { SandboxClock } from './context'
import { readSetting, writeSetting } from './database'
import { isRecord } from './store'

/** How long a token lives, as the vendor's do. */
export const tokenLifetimeSeconds = 3600

/** What became of a token that a request carried. */
export type TokenVerdict = 'valid' | 'expired' | 'invalid'

/** Issues and checks the service's bearer tokens: JWTs signed with a secret that outlives restarts. */
export class AccessTokens {
  private readonly secret: Buffer

  constructor(
    private readonly database: Database,
    private readonly clock: SandboxClock,
    private readonly projectId: string,
  ) {
    const known = readSetting(database, 'tokenSecret')
    const secret = known ?? randomBytes(32).toString('hex')
    if (!known) writeSetting(database, 'tokenSecret', secret)
    this.secret = Buffer.from(secret, 'hex')
  }

  issue(keyId: string): string {
    const now = Math.floor(this.clock.now() / 1000)
    const header = encode({ alg: 'HS256', typ: 'JWT' })
    const claims = encode({
      iss: 'est-sandbox',
      sub: keyId,
      project: this.projectId,
      jti: randomBytes(12).toString('hex'),
      generation: this.generation(),
      iat: now,
      exp: now + tokenLifetimeSeconds,
    })
    return `${header}.${claims}.${this.sign(`${header}.${claims}`)}`
  }

  check(token: string): TokenVerdict {
    const [header = '', claims = '', signature = '', ...rest] = token.split('.')
    if (rest.length > 0 || !isEqual(signature, this.sign(`${header}.${claims}`))) return 'invalid'
    const read = decode(claims)
    if (!read || this.isRevoked(read)) return 'invalid'
    return typeof read.exp === 'number' && read.exp * 1000 > this.clock.now() ? 'valid' : 'expired'
  }

  /** Makes one token useless, or, without one, every token issued so far. */
  revoke(token?: string): void {
    const claims = token === undefined ? undefined : decode(token.split('.')[1] ?? '')
    if (claims) writeSetting(this.database, `revoked:${String(claims.jti)}`, 'yes')
    else if (token === undefined)
      writeSetting(this.database, 'tokenGeneration', String(this.generation() + 1))
  }

  private isRevoked(claims: Record<string, unknown>): boolean {
    if (claims.generation !== this.generation()) return true
    return readSetting(this.database, `revoked:${String(claims.jti)}`) !== undefined
  }

  private generation(): number {
    return Number(readSetting(this.database, 'tokenGeneration') ?? '1')
  }

  private sign(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url')
  }
}

/** Whether two texts are the same, in a time that does not depend on where they differ. */
export function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
