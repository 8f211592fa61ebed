import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { z } from 'zod'
import { processState } from './process-state'

// argon2id (2) with 46 MiB, one pass, one lane: the first choice of OWASP ASVS 5, appendix C.
const settings = { algorithm: 2, memoryCost: 47_104, timeCost: 1, parallelism: 1 }

/** A password for a person who signs in here. */
export const passwordInput = z
  .string('The password is missing.')
  .min(12, 'Use at least 12 characters.')
  .max(128, 'Use at most 128 characters.')

/** Two hashes at a time: more would starve every other request of the processor. */
function queue() {
  return processState('password-queue', () => pLimit(2))
}

/** Hashes a password for storage. */
export async function hashPassword(password: string): Promise<string> {
  return await queue()(() => hash(password, settings))
}

/**
 * True when the password fits. Without a stored hash (unknown or disabled user) a decoy is checked, so that the answer takes as long and
 * does not tell who exists.
 */
export async function passwordFits(password: string, storedHash: string | null): Promise<boolean> {
  const decoy = await processState('decoy-hash', () => hashPassword('a decoy that nobody knows'))
  const fits = await queue()(() => verify(storedHash ?? decoy, password, settings))
  return storedHash !== null && fits
}
