import 'server-only'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import type { EntityOf } from '@/lib/resources/define'
import { trunks } from '@/lib/resources/trunks'
import { addressNumber, cidrText, spanOf, type Span } from '@/lib/rules/cidr'
import type { ServedSnapshot } from './collections'
import { relianceOf, type Reliance } from './list-answer'
import { readKnownNumbers, type ProjectNumber } from './numbers'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import type { Soon } from './soon'

const shownOfKind = 6

/** One thing that was found; `detail` is what it was found by when that is not its name. */
export interface SearchHit {
  id: string
  name: string
  detail: string
}

/** What was found of one kind, and how far that can be relied upon; `reason` says why nothing could be read. */
export interface SearchGroup extends Partial<Reliance> {
  kind: 'trunks' | 'phoneNumbers' | 'accessControlLists' | 'credentialLists'
  total: number
  items: SearchHit[]
  reason?: string
}

type Trunk = EntityOf<typeof trunks>
type AccessControlList = EntityOf<typeof accessControlLists>
type CredentialList = EntityOf<typeof credentialLists>

/**
 * Finds trunks by name or domain, phone numbers by any part, access control lists by name or by an address inside one of their ranges,
 * and credential lists by name or user name: in what the console holds in memory, so that an answer takes milliseconds.
 */
export async function searchProject(project: StoredProject, text: string): Promise<SearchGroup[]> {
  const needle = text.trim().toLowerCase()
  const digits = needle.replace(/[\s().\-/]/g, '')
  const address = addressNumber(needle)
  return await Promise.all([
    find('trunks', () => readResource(project, trunks, {}), trunkHit(needle)),
    find('phoneNumbers', () => readKnownNumbers(project), numberHit(digits)),
    find('accessControlLists', () => readResource(project, accessControlLists, {}), aclHit(needle, address)),
    find('credentialLists', () => readResource(project, credentialLists, {}), listHit(needle)),
  ])
}

async function find<Item>(
  kind: SearchGroup['kind'],
  read: () => Soon<ServedSnapshot<Item>>,
  hit: (item: Item) => SearchHit | undefined,
): Promise<SearchGroup> {
  try {
    const snapshot = await read()
    const found: SearchHit[] = []
    let total = 0
    for (const item of snapshot.items) {
      const known = hit(item)
      if (!known) continue
      total += 1
      if (found.length < shownOfKind) found.push(known)
    }
    return { kind, total, items: found, ...relianceOf(snapshot) }
  } catch (error) {
    return { kind, total: 0, items: [], reason: error instanceof Error ? error.message : undefined }
  }
}

function trunkHit(needle: string) {
  return (trunk: Trunk) => {
    const { id, name, domain } = trunk
    return lowered(trunk, () => [name, domain, trunk.hostName]).includes(needle)
      ? { id, name, detail: domain }
      : undefined
  }
}

function numberHit(digits: string) {
  if (!/^\+?\d+$/.test(digits)) return () => undefined
  return ({ phoneNumber, displayName, countryCode }: ProjectNumber) =>
    phoneNumber.includes(digits)
      ? { id: phoneNumber, name: phoneNumber, detail: displayName || countryCode }
      : undefined
}

const startsLikeAddress = /^\d+\./

function aclHit(needle: string, address: number | undefined) {
  return (list: AccessControlList) => {
    const { id, name } = list
    const range = address === undefined ? undefined : rangeWith(list, address)
    if (range) return { id, name, detail: cidrText(range) }
    const written = startsLikeAddress.test(needle)
      ? cidrsOf(list).find((cidr) => cidrText(cidr).startsWith(needle))
      : undefined
    if (written) return { id, name, detail: cidrText(written) }
    return lowered(list, () => [name]).includes(needle) ? { id, name, detail: '' } : undefined
  }
}

function listHit(needle: string) {
  return (list: CredentialList) => {
    const user = list.credentials.find((one) => one.username.toLowerCase().includes(needle))
    if (user) return { id: list.id, name: list.name, detail: user.username }
    return lowered(list, () => [list.name]).includes(needle)
      ? { id: list.id, name: list.name, detail: '' }
      : undefined
  }
}

function cidrsOf({ ipRanges }: AccessControlList) {
  return ipRanges.map(({ ipAddress, range }) => ({ ipAddress, range: range ?? 32 }))
}

// Reading an address takes longer than comparing it, so the ranges of a list are read once.
const spans = new WeakMap<object, (Span | undefined)[]>()

function rangeWith(list: AccessControlList, address: number) {
  const known = spans.get(list) ?? cidrsOf(list).map(spanOf)
  spans.set(list, known)
  const at = known.findIndex((span) => span && span.first <= address && address <= span.last)
  return at === -1 ? undefined : cidrsOf(list)[at]
}

// Objects out of a snapshot are never changed in place, so each is put in lower case once.
const texts = new WeakMap<object, string>()

function lowered(item: object, fields: () => string[]): string {
  const known = texts.get(item)
  if (known !== undefined) return known
  const text = fields().join('\n').toLowerCase()
  texts.set(item, text)
  return text
}
