import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { recordEvent } from './audit'
import { countSetupAttempt } from './login-limits'
import { claimSetup, type setupInput } from './setup-token'
import { database } from './storage'

// Longer than what is stored of a wrong token takes, so that the time of an answer does not tell whether there is a token at all.
const refusedAfterMs = 150

const stored = z.object({ hash: z.string() })

interface Claim {
  body: z.output<typeof setupInput>
  address: string
  requestId: string
}

/**
 * Lets a claim of set-up through when its token is right. Wrong ones count for their address: a stranger can neither fill the audit log nor
 * replace the token for ever, and whoever holds the token is never kept waiting by others. Nothing is stored once set-up is done; to the
 * outside that looks like any wrong token.
 */
export async function admitClaim({ body, address, requestId }: Claim): Promise<void> {
  const hash = await tokenHash()
  if (hash !== undefined && timingSafeEqual(digest(body.token), Buffer.from(hash, 'hex'))) return
  await countSetupAttempt(address)
  const answerable = sleep(refusedAfterMs)
  try {
    if (hash !== undefined) {
      const actor = { id: '', email: '' }
      await recordEvent({ action: 'users.setUp', actor, address, requestId, outcome: 'failed' })
    }
    // It refuses, and counts the wrong try of a token that is there.
    await claimSetup(body)
  } finally {
    await answerable
  }
}

async function tokenHash(): Promise<string | undefined> {
  const { db } = await database()
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'setupToken')
    .executeTakeFirst()
  return row && stored.parse(JSON.parse(row.value)).hash
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
