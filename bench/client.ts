import autocannon from 'autocannon'
import { claimAndSignIn } from '../tests/session'

/** A signed-in admin of a fresh console, for benchmarks. */
export type BenchClient = Awaited<ReturnType<typeof signedInClient>>

/** Claims set-up with the token of a fresh console, and signs in. */
export async function signedInClient(url: string, setupToken: string) {
  const admin = await claimAndSignIn(url, setupToken)
  const answer = await admin.get('/api/session')
  if (answer.status !== 200) throw new Error(`the benchmark could not sign in: ${answer.status}`)
  return { url, ...admin }
}

/** What one load measured; latencies in milliseconds. */
export interface Load {
  p50: number
  p99: number
  perSecond: number
}

const longestConnectSeconds = 30

/**
 * Load on one address from this process, which is not the server's. `perSecond` asks for a steady rate. A server under load accepts
 * one connection between two rounds of requests, so the last of fifty waits for seconds; counted is what comes once each has been answered.
 */
export async function load(
  client: BenchClient,
  path: string,
  connections: number,
  seconds: number,
  perSecond?: number,
): Promise<Load> {
  const answered = new Set<unknown>()
  const times: number[] = []
  let began = 0
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url: client.url + path,
        connections,
        // Ended below: the time until everyone is connected does not count.
        duration: seconds + longestConnectSeconds,
        headers: { cookie: client.cookie() },
        ...(perSecond === undefined ? {} : { overallRate: perSecond }),
      },
      (error: Error | null, done) => (error ? reject(error) : resolve(done)),
    )
    run.on('response', (connection, _status, _bytes, ms) => {
      if (answered.size === connections) times.push(ms)
      else answered.add(connection)
      if (answered.size < connections || began > 0) return
      began = performance.now()
      setTimeout(() => run.stop(), seconds * 1000)
    })
  })
  const elapsed = (performance.now() - began) / 1000
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} broken`)
  if (times.length < 20) throw new Error(`${path}: ${times.length} answers are too few to measure`)
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { p50: at(0.5), p99: at(0.99), perSecond: times.length / elapsed }
}

/** The middle one of some figures. */
export function median(figures: number[]): number {
  return quantile(figures, 0.5)
}

/** How long some work took, in milliseconds. It fails with what the work fails with. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The value below which so large a share of some figures lies. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
