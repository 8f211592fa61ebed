import { TokenBucket, type BucketSize } from './token-bucket'

/** The limit of the service itself; `retryAfter` is sent with each 429 when given. */
export interface RateLimit extends BucketSize {
  readonly retryAfter?: string
}

/** What `PUT /__sandbox/limits` sets; null takes a limit away, absent leaves it. */
export interface LimitSettings {
  readonly auth?: BucketSize | null
  readonly est?: RateLimit | null
}

/** The token endpoint of the vendor: 30 at once, 10 per second. */
export const vendorAuthBucket: BucketSize = { capacity: 30, refillPerSecond: 10 }

/** The limits in force: one bucket at the token endpoint, and one before the service, off unless set. */
export class Limits {
  private auth: TokenBucket | undefined
  private est: { readonly bucket: TokenBucket; readonly retryAfter?: string } | undefined

  constructor(private readonly initial: LimitSettings) {
    this.reset()
  }

  reset(): void {
    this.auth = undefined
    this.est = undefined
    this.set({ auth: vendorAuthBucket, ...this.initial })
  }

  set(settings: LimitSettings): void {
    if (settings.auth !== undefined) this.auth = settings.auth ? new TokenBucket(settings.auth) : undefined
    if (settings.est === undefined) return
    if (settings.est === null) {
      this.est = undefined
      return
    }
    const { retryAfter } = settings.est
    this.est = { bucket: new TokenBucket(settings.est), ...(retryAfter === undefined ? {} : { retryAfter }) }
  }

  /** Whether the token endpoint answers this request. */
  takeToken(): boolean {
    return this.auth?.take() ?? true
  }

  /** Nothing when the service answers this request, else what its 429 says. */
  takeRequest(): { readonly retryAfter?: string } | undefined {
    if (!this.est || this.est.bucket.take()) return undefined
    return this.est.retryAfter === undefined ? {} : { retryAfter: this.est.retryAfter }
  }
}
