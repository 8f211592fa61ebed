import { ApiError } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { activeNumbers, phoneNumbers } from '@/lib/resources/phone-numbers'

/** What an assignment needs beside the client. */
export interface AssignmentClock {
  /** Milliseconds on a clock that never jumps. */
  monotonic(): number
  sleep(ms: number): Promise<void>
}

/** What is remembered of a move beyond this process: between its two writes the number is on no trunk. */
export interface MoveMemory {
  /** The trunk that an earlier try took the number off; left out when it is where it should be. */
  from?: string
  /** Keeps it for the next try, or forgets it. */
  keep(from: string | undefined): Promise<void>
}

const noMemory: MoveMemory = { keep: async () => {} }

const longestWaitMs = 60_000
const firstPauseMs = 500
const longestPauseMs = 5_000

/**
 * Moves a number to a trunk, or off every trunk with an empty id, and waits until both APIs of the vendor say so. The Numbers API is
 * asked; where it is not the number's home, or does not carry the change out, EST's own unpublished operation is the fallback. Doing it
 * again changes nothing. Throws `upstream_unavailable` when the vendor has not finished within a minute.
 *
 * `mayLeave` holds what a person agreed to take it from: ids of trunks, voice apps and fax services. A number that has come to be
 * anywhere else is left there with `conflict`; without the list it is taken from wherever it is. `memory` lets another try finish what
 * this one leaves half done.
 */
export async function assignNumber(
  client: EstClient,
  phoneNumber: string,
  trunkId: string,
  clock: AssignmentClock,
  mayLeave?: readonly string[],
  memory = noMemory,
): Promise<void> {
  const latest = clock.monotonic() + longestWaitMs
  const rented = await orNull(client.read(activeNumbers, { phoneNumber }))
  if (rented === null) {
    // Not published, and it answers as if all was well for a number of somebody else: so only for what EST lists already.
    const known = await assignedTrunk(client, phoneNumber)
    if ((known ?? '') === trunkId) return
    const from = known || (memory.from ?? known)
    if (from === null) throw new ApiError('not_found', `${phoneNumber} is not a number of this project.`)
    if (known) assertMayLeave(phoneNumber, [known], trunkId, mayLeave)
    await moveByEst(client, phoneNumber, { from, to: trunkId, isOff: !known }, memory)
    return await waitUntilAssigned(client, phoneNumber, trunkId, latest, clock)
  }
  if (headedFor(rented) !== trunkId || hasFailed(rented)) {
    assertMayLeave(phoneNumber, placesOf(rented), trunkId, mayLeave)
    await askNumbers(client, rented, trunkId)
  }
  await waitUntilAssigned(client, phoneNumber, trunkId, latest, clock)
}

function assertMayLeave(
  phoneNumber: string,
  places: readonly string[],
  trunkId: string,
  mayLeave: readonly string[] | undefined,
): void {
  if (places.every((place) => place === '' || place === trunkId || (mayLeave?.includes(place) ?? true)))
    return
  throw new ApiError(
    'conflict',
    `${phoneNumber} has come to be used elsewhere since this was confirmed, so it was left there. Look at it and choose it again.`,
  )
}

/** What has the calls of a number now, or is about to have them. */
function placesOf(rented: ActiveNumber): string[] {
  const { voiceConfiguration: voice } = rented
  if (voice === null) return []
  const next = hasFailed(rented) ? '' : (voice.scheduledVoiceProvisioning?.trunkId ?? '')
  return [voice.trunkId, voice.appId, voice.serviceId, next]
}

/** Taking a number off is not published for the Numbers API; where it refuses an empty trunk, EST's own operation does it. */
async function askNumbers(client: EstClient, rented: ActiveNumber, trunkId: string): Promise<void> {
  const { phoneNumber } = rented
  try {
    const voiceConfiguration = { type: 'EST', trunkId }
    await client.replace(activeNumbers, { phoneNumber }, { voiceConfiguration }, rented)
  } catch (error) {
    const isRefused = error instanceof ApiError && error.code === 'upstream_rejected'
    if (trunkId !== '' || !isRefused) throw error
    await client.create(phoneNumbers, {}, { phoneNumber, trunkId })
  }
}

/** The trunk that EST routes a number to: empty for none, null when EST does not list the number. */
async function assignedTrunk(client: EstClient, phoneNumber: string): Promise<string | null> {
  const known = await orNull(client.read(phoneNumbers, { phoneNumber }))
  return known === null ? null : known.trunkId
}

interface Move {
  from: string
  to: string
  /** It is on no trunk now: an earlier try has taken it off. */
  isOff: boolean
}

async function moveByEst(
  client: EstClient,
  phoneNumber: string,
  { from, to, isOff }: Move,
  memory: MoveMemory,
): Promise<void> {
  const put = (trunkId: string) => client.create(phoneNumbers, {}, { phoneNumber, trunkId })
  // A number that is on a trunk is refused as existing, so it is taken off first.
  if (!isOff) {
    if (to !== '') await memory.keep(from)
    await put('').catch(async (error: unknown) => {
      // Only the answer may have been lost, and then it is on no trunk already.
      if ((await assignedTrunk(client, phoneNumber).catch(() => from)) === from) throw error
    })
  }
  if (to === '') return
  try {
    await put(to)
  } catch (error) {
    if (from === '') throw error
    const outcome = await putBack(client, phoneNumber, from, to).catch(() => 'lost' as const)
    if (outcome === 'back') await memory.keep(undefined)
    if (outcome !== 'moved') throw withOutcome(error, phoneNumber, outcome)
  }
  await memory.keep(undefined)
}

/** Puts a number back that the new trunk was refused for, unless only the answer was lost. */
async function putBack(
  client: EstClient,
  phoneNumber: string,
  from: string,
  to: string,
): Promise<'moved' | 'back'> {
  const known = await assignedTrunk(client, phoneNumber)
  if (known === to) return 'moved'
  if (!known) await client.create(phoneNumbers, {}, { phoneNumber, trunkId: from })
  return 'back'
}

function withOutcome(error: unknown, phoneNumber: string, outcome: 'back' | 'lost'): unknown {
  if (!(error instanceof ApiError)) return error
  const where =
    outcome === 'back'
      ? 'It was put back on the trunk it was on.'
      : `${phoneNumber} could not be put back on the trunk it was on either, so its calls may go nowhere: try again now.`
  return new ApiError(error.code, `${error.message} ${where}`, { ...error.details, cause: error })
}

async function waitUntilAssigned(
  client: EstClient,
  phoneNumber: string,
  trunkId: string,
  latest: number,
  clock: AssignmentClock,
): Promise<void> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const [now, rented] = await Promise.all([
      assignedTrunk(client, phoneNumber),
      orNull(client.read(activeNumbers, { phoneNumber })),
    ])
    if (rented !== null && hasFailed(rented))
      throw new ApiError('upstream_rejected', `Sinch could not move ${phoneNumber}; it stays where it was.`)
    const isUnderWay = rented?.voiceConfiguration?.scheduledVoiceProvisioning != null
    if ((now ?? '') === trunkId && !isUnderWay) return
    if (clock.monotonic() + pauseMs > latest)
      throw new ApiError(
        'upstream_unavailable',
        `Sinch has not finished moving ${phoneNumber} within a minute. It may still do so: look again, or try again.`,
      )
    await clock.sleep(pauseMs)
  }
}

type ActiveNumber = Awaited<ReturnType<EstClient['updateActiveNumber']>>

/** The trunk that a number is on, or on its way to. */
function headedFor({ voiceConfiguration: voice }: ActiveNumber): string {
  return voice?.scheduledVoiceProvisioning?.trunkId ?? voice?.trunkId ?? ''
}

function hasFailed({ voiceConfiguration: voice }: ActiveNumber): boolean {
  return voice?.scheduledVoiceProvisioning?.status === 'FAILED'
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return null
    throw error
  }
}
