import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import type { Run } from '@/lib/provisioning/run-store'
import { generatedPassword } from '@/lib/rules/sip-password'
import { seal, unseal, type SealContext } from './secrets'

const stored = z.record(z.string(), z.string())

/** Makes a password for each user and seals them for one run; null for no user. */
export async function sealedPasswordsFor(
  run: Pick<Run, 'id' | 'projectId'>,
  usernames: readonly string[],
  before: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  if (usernames.length === 0) return null
  const passwords = Object.fromEntries(
    usernames.map((username) => [username, before[username] ?? generatedPassword()]),
  )
  return await seal(contextOf(run), JSON.stringify(passwords))
}

/** The passwords of a run by user name; empty once they are wiped. */
export async function passwordsOf(
  run: Pick<Run, 'id' | 'projectId' | 'sealedPasswords'>,
): Promise<Record<string, string>> {
  if (run.sealedPasswords === null) return {}
  const opened = await unseal(contextOf(run), run.sealedPasswords).catch((cause: unknown) => {
    throw new ApiError(
      'conflict',
      'The passwords of this run cannot be opened with the present encryption key. Undo it and start anew.',
      { cause },
    )
  })
  return stored.parse(JSON.parse(opened))
}

function contextOf({ id, projectId }: Pick<Run, 'id' | 'projectId'>): SealContext {
  return { table: 'onboardingRuns', row: id, column: 'sealedPasswords', bind: projectId }
}
