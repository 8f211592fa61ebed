import { randomInt } from 'node:crypto'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { load, median, signedInClient, type BenchClient } from './client'
import { atMost, printFigures, type Figure } from './report'

const password = 'a-long-bench-password-1'
const accounts = 20
const triesEach = 10
const figures: Figure[] = []

// Behind a proxy that is believed, each try can come from an address of its own, so that hashing is timed and not the limiter.
const servers = await startFresh({ env: { TRUSTED_PROXIES: '127.0.0.1' } })
try {
  const client = await signedInClient(servers.url, servers.setupToken)
  const form = await formToken(client.url)
  await whoExists(client, form)
  await underAttack(client, form)
} finally {
  await servers.stop()
}
process.exitCode = printFigures(figures) ? 0 : 1

type Form = Awaited<ReturnType<typeof formToken>>

/** S23: what a refused sign-in takes must not tell whether the account exists or is disabled. */
async function whoExists(client: BenchClient, form: Form): Promise<void> {
  const emails = { real: [] as string[], disabled: [] as string[], unknown: [] as string[] }
  for (let index = 0; index < accounts; index += 1) {
    emails.unknown.push(`nobody${index}@console.example`)
    for (const kind of ['real', 'disabled'] as const) {
      const email = `${kind}${index}@console.example`
      const made = await client.post('/api/users', { email, password, role: 'viewer' })
      const user = (await made.json()) as { id: string } // our own API's shape
      const etag = made.headers.get('etag') ?? ''
      if (kind === 'disabled')
        await client.put(`/api/users/${user.id}`, etag, { role: 'viewer', disabled: true })
      emails[kind].push(email)
    }
  }
  const times = { real: [] as number[], disabled: [] as number[], unknown: [] as number[] }
  for (let round = 0; round < triesEach; round += 1)
    for (let index = 0; index < accounts; index += 1)
      for (const kind of ['real', 'disabled', 'unknown'] as const) {
        const began = performance.now()
        await wrongSignIn(client.url, form, emails[kind][index] ?? '')
        times[kind].push(performance.now() - began)
      }
  for (const kind of ['disabled', 'unknown'] as const)
    figures.push(
      atMost(
        'S23',
        `median of a refused sign-in, ${kind} account beside a real one, ${accounts * triesEach} each`,
        100 * Math.abs(median(times[kind]) / median(times.real) - 1),
        5,
        '% apart',
      ),
    )
}

/** S21: passwords are hashed off the event loop, two at a time, so others hardly notice a flood of sign-ins. */
async function underAttack(client: BenchClient, form: Form): Promise<void> {
  const calm = await load(client, '/api/session', 10, 10, 100)
  let attacking = true
  const attacker = async () => {
    while (attacking) await wrongSignIn(client.url, form, `flood${randomInt(1e9)}@console.example`)
  }
  const attackers = Array.from({ length: 4 }, attacker)
  const flooded = await load(client, '/api/session', 10, 10, 100)
  attacking = false
  await Promise.all(attackers)
  figures.push(
    atMost('S21', 'p99 of other requests during a flood of sign-ins', flooded.p99 / calm.p99, 2, 'times'),
  )
}

async function formToken(url: string) {
  const answer = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = (await answer.json()) as { csrfToken: string } // next-auth's own answer
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
  return { csrfToken, cookie }
}

async function wrongSignIn(url: string, { csrfToken, cookie }: Form, email: string): Promise<void> {
  const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    body: new URLSearchParams({ email, password: 'a-wrong-password-1', csrfToken, json: 'true' }),
    headers: { origin: url, cookie, 'x-forwarded-for': address },
  })
  const text = await answer.text()
  if (answer.status !== 401 || text.includes('RateLimited'))
    throw new Error(`a sign-in that should be hashed was answered ${answer.status}: ${text}`)
}
