import type { NumberKey } from './phone-numbers'

/** One of the places that has the calls of some numbers, and the numbers. */
export interface Place {
  id: string
  name: string
  numbers: string[]
}

/** What has the calls of a number now or is about to have them: a trunk, a voice app or a fax service. */
export function placesOf(number: NumberKey): Omit<Place, 'numbers'>[] {
  const { trunkId, trunkName, otherUse, provisioning } = number
  const places: Omit<Place, 'numbers'>[] = []
  if (trunkId !== '') places.push({ id: trunkId, name: trunkName || trunkId })
  if (number.state === 'moving' && provisioning && provisioning.trunkId !== '')
    places.push({ id: provisioning.trunkId, name: provisioning.trunkName || provisioning.trunkId })
  if (otherUse)
    places.push({ id: otherUse.id, name: otherUse.type === 'FAX' ? 'a fax service' : 'a voice app' })
  return places
}

/** Sorts a selection by what a move to `trunkId` (or off every trunk, with an empty id) means for each of its numbers. */
export function sortSelection(selection: readonly NumberKey[], trunkId: string) {
  const free: string[] = []
  const there: string[] = []
  const elsewhere = new Map<string, Place>()
  for (const number of selection) {
    const places = placesOf(number)
    const others = places.filter(({ id }) => id !== trunkId)
    if (others.length === 0) (places.length > 0 || trunkId === '' ? there : free).push(number.phoneNumber)
    for (const [index, { id, name }] of others.entries()) {
      const place = elsewhere.get(id) ?? { id, name, numbers: [] }
      elsewhere.set(id, place)
      // A number on its way from one trunk to another counts once, and both of them are named.
      if (index === 0) place.numbers.push(number.phoneNumber)
    }
  }
  return { free, there, elsewhere: [...elsewhere.values()] }
}
