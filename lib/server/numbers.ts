import 'server-only'
import { activeNumbers, phoneNumbers } from '@/lib/resources/phone-numbers'
import type { EntityOf } from '@/lib/resources/define'
import { trunks } from '@/lib/resources/trunks'
import { dropCollections, projectKey, type ServedSnapshot } from './collections'
import { waitAtMost } from './deadline'
import type { StoredProject } from './projects'
import { lastSnapshot, presented, readResource } from './resource-lists'
import type { Soon } from './soon'

type ActiveNumber = EntityOf<typeof activeNumbers>
type AssignedNumber = EntityOf<typeof phoneNumbers>

/** A number of the project: rented (Numbers API), assigned to a trunk (EST), or both. */
export interface ProjectNumber {
  phoneNumber: string
  countryCode: string
  type: string
  displayName: string
  /** The trunk EST routes it to now; empty when none. */
  trunkId: string
  /** Empty when it is on none, or when the trunks could not be read. */
  trunkName: string
  state: 'assigned' | 'unassigned' | 'moving' | 'failed'
  /** A change of trunk under way or failed, by the vendor's word, or null. */
  provisioning: { status: string; trunkId: string; trunkName: string } | null
  /** The voice app or fax service that has its calls instead of a trunk, or null. */
  otherUse: { type: string; id: string } | null
  /** When a released number goes away; null for any other. */
  expireAt: string | null
  rented: boolean
}

// A number on its way changes by itself, so what was read of it is not believed for as long as the rest; but a list that takes long to
// read is not read over and over for the sake of one number.
const movingFreshForMs = 2_000
const timesItsReading = 10
const trunkPatienceMs = 4_000

/**
 * The union of both views: EST lists assigned numbers only, Numbers lists what is rented. Each names its trunk. While a number moves
 * they are read again sooner than other lists.
 */
export async function readProjectNumbers(project: StoredProject): Promise<ServedSnapshot<ProjectNumber>> {
  const read = await readKnownNumbers(project)
  const isMoving = read.items.some(({ state }) => state === 'moving')
  if (!isMoving || read.stale || Date.now() - read.readAt < worthKeepingMs(read)) return read
  forgetNumbers(project)
  return await readKnownNumbers(project)
}

/** How long both views are worth keeping while something changes them, in milliseconds. */
export function numbersWorthKeepingMs(project: StoredProject): number {
  return Math.max(...views.map((view) => worthKeepingMs(lastSnapshot(project, view, {}))))
}

function worthKeepingMs({ tookMs = 0 }: { tookMs?: number } = {}): number {
  return Math.max(movingFreshForMs, timesItsReading * tookMs)
}

const views = [activeNumbers, phoneNumbers] as const

/** Makes both views of the numbers be read again. */
export function forgetNumbers(project: StoredProject): void {
  for (const { path } of views) dropCollections(`${projectKey(project)}${path}`)
}

/** What has the calls of a number now, or is about to have them: ids of trunks, voice apps and fax services. */
export function placesOf({ trunkId, state, provisioning, otherUse }: ProjectNumber): string[] {
  const next = state === 'moving' ? provisioning?.trunkId : ''
  return [trunkId, otherUse?.id ?? '', next ?? ''].filter((place) => place !== '')
}

/** The tag that a change of a rented number has to send back; empty for one that only EST knows. */
export function numberEtag(number: ProjectNumber): string {
  const rented = rentedOf.get(number)
  return rented ? presented(activeNumbers, rented).etag : ''
}

const rentedOf = new WeakMap<ProjectNumber, ActiveNumber>()

/** The union as every other list is kept, whether or not a number moves: for what only mentions numbers. */
export async function readKnownNumbers(project: StoredProject): Promise<ServedSnapshot<ProjectNumber>> {
  const [assigned, known, names] = await Promise.all([
    readResource(project, phoneNumbers, {}),
    readResource(project, activeNumbers, {}),
    readTrunkNames(project),
  ])
  const rented = isBehind(known, assigned) ? await readRentedAgain(project) : known
  return {
    items: unionOf(assigned.items, rented.items, names),
    complete: assigned.complete && rented.complete,
    readAt: Math.min(assigned.readAt, rented.readAt),
    tookMs: Math.max(assigned.tookMs ?? 0, rented.tookMs ?? 0),
    stale: assigned.stale || rented.stale,
    staleReason: assigned.staleReason ?? rented.staleReason,
  }
}

const togetherMs = 1_000

/** True when EST, which was read later, has a number that the older list of rented ones lacks: it may have been rented since. */
function isBehind(rented: ServedSnapshot<ActiveNumber>, assigned: ServedSnapshot<AssignedNumber>): boolean {
  if (rented.stale || rented.readAt > assigned.readAt - togetherMs) return false
  const known = new Set(rented.items.map(({ phoneNumber }) => phoneNumber))
  return assigned.items.some(({ phoneNumber }) => !known.has(phoneNumber))
}

function readRentedAgain(project: StoredProject): Soon<ServedSnapshot<ActiveNumber>> {
  dropCollections(`${projectKey(project)}/activeNumbers`)
  return readResource(project, activeNumbers, {})
}

type TrunkNames = ReadonlyMap<string, string>
const noNames: TrunkNames = new Map()
const namesOf = new WeakMap<readonly object[], TrunkNames>()

/** The names by id. They stand beside the numbers: when they cannot be read, the numbers are still shown. */
async function readTrunkNames(project: StoredProject): Promise<TrunkNames> {
  const reading = Promise.resolve(readResource(project, trunks, {})).catch(() => null)
  const read = await waitAtMost(trunkPatienceMs, reading, () => null)
  if (read === null) return noNames
  const names = namesOf.get(read.items) ?? new Map(read.items.map(({ id, name }) => [id, name]))
  namesOf.set(read.items, names)
  return names
}

interface Union {
  rented: readonly ActiveNumber[]
  names: TrunkNames
  items: readonly ProjectNumber[]
}

// As long as nothing was read again the union is the same, and so are the pages that were made of it.
const unions = new WeakMap<readonly AssignedNumber[], Union>()

function unionOf(
  assigned: readonly AssignedNumber[],
  rented: readonly ActiveNumber[],
  names: TrunkNames,
): readonly ProjectNumber[] {
  const known = unions.get(assigned)
  if (known && known.rented === rented && known.names === names) return known.items
  const onTrunk = new Map(assigned.map((number) => [number.phoneNumber, number]))
  const items: ProjectNumber[] = []
  for (const number of rented) {
    const union = fromRented(number, onTrunk.get(number.phoneNumber)?.trunkId ?? '', names)
    rentedOf.set(union, number)
    onTrunk.delete(number.phoneNumber)
    items.push(union)
  }
  for (const { phoneNumber, trunkId, countryCode } of onTrunk.values())
    items.push({
      phoneNumber,
      countryCode,
      type: '',
      displayName: '',
      trunkId,
      trunkName: names.get(trunkId) ?? '',
      state: trunkId === '' ? 'unassigned' : 'assigned',
      provisioning: null,
      otherUse: null,
      expireAt: null,
      rented: false,
    })
  unions.set(assigned, { rented, names, items })
  return items
}

function fromRented(number: ActiveNumber, trunkId: string, names: TrunkNames): ProjectNumber {
  const voice = number.voiceConfiguration
  const scheduled = voice?.scheduledVoiceProvisioning ?? null
  const otherId = voice?.appId || voice?.serviceId || ''
  return {
    phoneNumber: number.phoneNumber,
    countryCode: number.regionCode,
    type: number.type,
    displayName: number.displayName,
    trunkId,
    trunkName: names.get(trunkId) ?? '',
    state: stateOf(scheduled?.status, trunkId),
    provisioning: scheduled && {
      status: scheduled.status,
      trunkId: scheduled.trunkId,
      trunkName: names.get(scheduled.trunkId) ?? '',
    },
    otherUse: trunkId === '' && otherId !== '' ? { type: voice?.type ?? '', id: otherId } : null,
    expireAt: number.expireAt,
    rented: true,
  }
}

function stateOf(scheduled: string | undefined, trunkId: string): ProjectNumber['state'] {
  if (scheduled !== undefined) return scheduled === 'FAILED' ? 'failed' : 'moving'
  return trunkId === '' ? 'unassigned' : 'assigned'
}
