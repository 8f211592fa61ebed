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

/** Load on one address from this process, which is not the server's. Latencies in milliseconds. `perSecond` asks for a steady rate. */
export async function load(
  client: BenchClient,
  path: string,
  connections: number,
  seconds: number,
  perSecond?: number,
) {
  const result = await autocannon({
    url: client.url + path,
    connections,
    duration: seconds,
    headers: { cookie: client.cookie() },
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} broken`)
  return { p50: result.latency.p50, p99: result.latency.p99, perSecond: result.requests.average }
}

/** The middle one of some figures. */
export function median(figures: number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0
}
