import type { ServiceContext } from './context'
import { storeRange } from './ip-ranges'
import { rentedNumber } from './numbers/renting'
import { voiceConfiguration } from './numbers/voice-configuration'
import { created } from './objects'
import { assignNumber } from './phone-numbers'

/** How many objects to make. */
export interface BulkCounts {
  readonly trunks?: number
  readonly numbers?: number
  readonly accessControlLists?: number
  readonly calls?: number
}

// The exchange 555 of these area codes is not in use: ten thousand numbers each.
const areaCodes = ['212', '415', '312', '305', '206', '617', '702', '713', '404', '303']
const sale = {
  regionCode: 'US',
  type: 'LOCAL',
  capability: ['SMS', 'VOICE'],
  monthlyPrice: { currencyCode: 'USD', amount: '1.00' },
  paymentIntervalMonths: 1,
}

/** Makes plain objects in great number; call it inside a transaction. */
export function seedBulk(context: ServiceContext, counts: BulkCounts): Record<string, number> {
  return {
    trunks: repeat(counts.trunks, (index) => makeTrunk(context, index)),
    accessControlLists: repeat(counts.accessControlLists, (index) => makeList(context, index)),
    numbers: makeNumbers(context, counts.numbers ?? 0),
  }
}

function repeat(count: number | undefined, make: (index: number) => void): number {
  for (let index = 0; index < (count ?? 0); index += 1) make(index)
  return count ?? 0
}

function makeTrunk(context: ServiceContext, index: number): void {
  const id = context.newId()
  const hostName = `site-${id.slice(-10).toLowerCase()}`
  context.store.insert({
    collection: 'trunks',
    id,
    project: context.projectId,
    natural: hostName,
    fields: {
      name: `Site ${String(index + 1).padStart(5, '0')}`,
      hostName,
      domainLabel: hostName,
      callsPerSecond: 1,
      enableCallerName: false,
      callForwardNumber: '',
      enableCallForward: false,
      ...created(context),
    },
  })
}

function makeList(context: ServiceContext, index: number): void {
  const id = context.newId()
  const fields = { name: `List ${String(index + 1).padStart(4, '0')}`, enabled: true, ...created(context) }
  context.store.insert({ collection: 'accessControlLists', id, project: context.projectId, fields })
  const ipAddress = `198.18.${Math.floor(index / 256) % 256}.${index % 256}`
  storeRange(context, id, { description: null, ipAddress, range: 32 })
}

/** Seven numbers in ten are assigned, in turn to the trunks of the project. */
function makeNumbers(context: ServiceContext, wanted: number): number {
  const { store, projectId } = context
  if (wanted === 0) return 0
  const trunks = store.list('trunks', { project: projectId }, 10_000)
  let made = 0
  for (const areaCode of areaCodes) {
    for (let line = 0; line < 10_000 && made < wanted; line += 1) {
      const phoneNumber = `+1${areaCode}555${String(line).padStart(4, '0')}`
      if (store.get('activeNumbers', phoneNumber) || store.get('availableNumbers', phoneNumber)) continue
      const trunk = made % 10 < 7 ? trunks[made % trunks.length] : undefined
      const rented = rentedNumber(context, phoneNumber, sale)
      const voice = trunk && { voice: voiceConfiguration('EST', trunk.id, null) }
      store.insert({ ...rented, fields: { ...rented.fields, ...voice } })
      if (trunk) assignNumber(context, phoneNumber, trunk.id)
      made += 1
    }
  }
  return made
}
